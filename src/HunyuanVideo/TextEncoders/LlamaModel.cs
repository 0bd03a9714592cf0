using HunyuanVideo.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.TextEncoders;

/// <summary>Scales each position to unit mean square, then by a weight per channel.</summary>
/// <remarks>Shapes: <c>[…, D] → […, D]</c>. Key: <c>weight</c>. Source: spec text-encoders §2.2.</remarks>
internal sealed class LlamaNorm : nn.Module<Tensor, Tensor>
{
    private readonly double _epsilon;

    [ComponentName(Name = "weight")] private readonly Parameter _weight;

    public LlamaNorm(LlamaConfig config, Device? device, ScalarType? dtype)
        : base(nameof(LlamaNorm))
    {
        _epsilon = config.NormEpsilon;
        _weight = new Parameter(ones(config.HiddenSize, device: device, dtype: dtype));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var exact = input.dtype == float64 ? input : input.to(float32);   // the mean of squares needs more bits than bf16
        var unit = exact * (exact.square().mean([-1], keepdim: true) + _epsilon).rsqrt();
        return (_weight * unit.to(input.dtype)).MoveToOuterDisposeScope();   // rounded before the weight, as the reference does
    }
}

/// <summary>Causal attention with fewer key and value heads than query heads.</summary>
/// <remarks>Shapes: <c>[B, L, D] → [B, L, D]</c>. Keys: <c>{q,k,v,o}_proj.*</c>. Source: spec text-encoders §2.2.</remarks>
internal sealed class LlamaAttention : nn.Module<Tensor, RotaryHalves, Tensor?, Tensor>
{
    private readonly LlamaConfig _config;

    [ComponentName(Name = "q_proj")] private readonly Linear _queries;
    [ComponentName(Name = "k_proj")] private readonly Linear _keys;
    [ComponentName(Name = "v_proj")] private readonly Linear _values;
    [ComponentName(Name = "o_proj")] private readonly Linear _output;

    public LlamaAttention(LlamaConfig config, Device? device, ScalarType? dtype)
        : base(nameof(LlamaAttention))
    {
        _config = config;
        var queryWidth = (long)config.HeadCount * config.HeadWidth;
        var keyWidth = (long)config.KeyValueHeadCount * config.HeadWidth;
        _queries = UnfilledLayer.Linear(config.HiddenSize, queryWidth, config.HasAttentionBias, device, dtype);
        _keys = UnfilledLayer.Linear(config.HiddenSize, keyWidth, config.HasAttentionBias, device, dtype);
        _values = UnfilledLayer.Linear(config.HiddenSize, keyWidth, config.HasAttentionBias, device, dtype);
        _output = UnfilledLayer.Linear(queryWidth, config.HiddenSize, config.HasAttentionBias, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, RotaryHalves rotary, Tensor? visible)
    {
        using var scope = NewDisposeScope();
        var queries = rotary.Rotate(SplitHeads(_queries.forward(input), _config.HeadCount));             // [B, H, L, d]
        var keys = Share(rotary.Rotate(SplitHeads(_keys.forward(input), _config.KeyValueHeadCount)));    // [B, H, L, d]
        var values = Share(SplitHeads(_values.forward(input), _config.KeyValueHeadCount));               // [B, H, L, d]
        var mixed = nn.functional.scaled_dot_product_attention(queries, keys, values, visible, is_casual: visible is null);
        return _output.forward(mixed.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();              // [B, L, D]
    }

    private Tensor SplitHeads(Tensor projected, int heads) =>
        projected.unflatten(2, [heads, _config.HeadWidth]).transpose(1, 2);                              // [B, heads, L, d]

    /// <summary>Each key/value head serves G neighbouring query heads: 0,0,0,0,1,1,1,1 …, not 0,1,0,1 ….</summary>
    private Tensor Share(Tensor heads)
    {
        var group = _config.HeadCount / _config.KeyValueHeadCount;
        return group == 1 ? heads : heads.repeat_interleave(group, 1);                                   // [B, H, L, d]
    }
}

/// <summary>Gated perceptron <c>down( silu(gate·x) ⊙ (up·x) )</c>.</summary>
/// <remarks>Shapes: <c>[B, L, D] → [B, L, D]</c>. Keys: <c>{gate,up,down}_proj.*</c>. Source: spec text-encoders §2.2.</remarks>
internal sealed class LlamaMlp : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "gate_proj")] private readonly Linear _gate;
    [ComponentName(Name = "up_proj")] private readonly Linear _up;
    [ComponentName(Name = "down_proj")] private readonly Linear _down;

    public LlamaMlp(LlamaConfig config, Device? device, ScalarType? dtype)
        : base(nameof(LlamaMlp))
    {
        _gate = UnfilledLayer.Linear(config.HiddenSize, config.IntermediateSize, config.HasMlpBias, device, dtype);
        _up = UnfilledLayer.Linear(config.HiddenSize, config.IntermediateSize, config.HasMlpBias, device, dtype);
        _down = UnfilledLayer.Linear(config.IntermediateSize, config.HiddenSize, config.HasMlpBias, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var gated = nn.functional.silu(_gate.forward(input)) * _up.forward(input);                       // [B, L, F]
        return _down.forward(gated).MoveToOuterDisposeScope();                                           // [B, L, D]
    }
}

/// <summary>One pre-norm decoder layer.</summary>
/// <remarks>Shapes: <c>[B, L, D] → [B, L, D]</c>. Source: spec text-encoders §2.2.</remarks>
internal sealed class LlamaLayer : nn.Module<Tensor, RotaryHalves, Tensor?, Tensor>
{
    [ComponentName(Name = "input_layernorm")] private readonly LlamaNorm _attentionNorm;
    [ComponentName(Name = "self_attn")] private readonly LlamaAttention _attention;
    [ComponentName(Name = "post_attention_layernorm")] private readonly LlamaNorm _mlpNorm;
    [ComponentName(Name = "mlp")] private readonly LlamaMlp _mlp;

    public LlamaLayer(LlamaConfig config, Device? device, ScalarType? dtype)
        : base(nameof(LlamaLayer))
    {
        _attentionNorm = new LlamaNorm(config, device, dtype);
        _attention = new LlamaAttention(config, device, dtype);
        _mlpNorm = new LlamaNorm(config, device, dtype);
        _mlp = new LlamaMlp(config, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, RotaryHalves rotary, Tensor? visible)
    {
        using var scope = NewDisposeScope();
        hidden = hidden + _attention.forward(_attentionNorm.forward(hidden), rotary, visible);
        return (hidden + _mlp.forward(_mlpNorm.forward(hidden))).MoveToOuterDisposeScope();
    }
}

/// <summary>Llama decoder without a head: token ids in, hidden states out.</summary>
/// <remarks>
/// Keys: <c>embed_tokens.weight</c>, <c>layers.l.*</c>, <c>norm.weight</c>. Weights are zero until loaded or
/// initialised. Source: spec text-encoders §2.
/// </remarks>
public sealed class LlamaModel : nn.Module
{
    [ComponentName(Name = "embed_tokens")] private readonly EmbeddingTable _embedding;
    [ComponentName(Name = "layers")] private readonly ModuleList<LlamaLayer> _layers;
    [ComponentName(Name = "norm")] private readonly LlamaNorm? _norm;

    /// <param name="config">Sizes.</param>
    /// <param name="device">Where the weights live; the meta device gives keys and shapes without memory. CPU when null.</param>
    /// <param name="dtype">Element type of weights and arithmetic; float32 when null.</param>
    /// <param name="builtFor">Builds only what this state needs (the published one leaves out two layers and the norm); everything when null.</param>
    /// <exception cref="ConfigException">A rule of the configuration is broken.</exception>
    public LlamaModel(LlamaConfig config, Device? device = null, ScalarType? dtype = null, HiddenStateChoice? builtFor = null)
        : base(nameof(LlamaModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        var built = builtFor?.LayersNeeded(config) ?? config.LayerCount;
        _embedding = new EmbeddingTable(config.VocabularySize, config.HiddenSize, device, dtype);
        _layers = new ModuleList<LlamaLayer>([.. Enumerable.Range(0, built).Select(_ => new LlamaLayer(config, device, dtype))]);
        _norm = builtFor is null || builtFor.NeedsNorm ? new LlamaNorm(config, device, dtype) : null;
        RegisterComponents();
    }

    /// <summary>Sizes of the whole model, whatever part of it is built.</summary>
    public LlamaConfig Config { get; }

    /// <summary>The token table <c>[V, D]</c>, which a tied head multiplies with; it stays the model's.</summary>
    public Tensor TokenTable => _embedding.Weight;

    /// <summary>The chosen hidden state; layers behind it are not run.</summary>
    /// <param name="ids">Token ids, int64 <c>[B, L]</c>.</param>
    /// <param name="mask">1 = real token, 0 = padding, <c>[B, L]</c>; all real when null. Positions count padding too.</param>
    /// <param name="choice">Which state.</param>
    /// <param name="trace">Receives <c>embed</c>, <c>after_layer_i</c> and, where the norm is computed, <c>last_normed</c>.</param>
    /// <returns>
    /// <c>[B, L, D]</c> in the weights' type; the caller owns it. Positions before the first real token hold finite
    /// values without meaning.
    /// </returns>
    /// <exception cref="InvalidOperationException">The state needs layers that were not built.</exception>
    public Tensor forward(Tensor ids, Tensor? mask, HiddenStateChoice choice, Trace? trace = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(choice);
        var layers = choice.LayersNeeded(Config);
        if (layers > _layers.Count || (choice.NeedsNorm && _norm is null))
        {
            throw new InvalidOperationException($"{choice} needs {layers} layers, but the model was built with {_layers.Count} for an earlier state.");
        }

        using var scope = NewDisposeScope();
        var hidden = _embedding.forward(ids);                                                            // [B, L, D]
        trace?.Invoke("embed", hidden);
        var rotary = RotaryHalves.Create(ids.shape[1], Config.HeadWidth, Config.RopeTheta, hidden.device, hidden.dtype);
        var visible = mask is null ? null : CausalMask.Create(mask);                                     // [B, 1, L, L]
        for (var i = 0; i < layers; i++)
        {
            var next = _layers[i].forward(hidden, rotary, visible);                                      // [B, L, D]
            hidden.Dispose();
            hidden = next;
            trace?.Invoke($"after_layer_{i}", hidden);
        }

        if (choice.NeedsNorm)
        {
            hidden = _norm!.forward(hidden);                                                             // [B, L, D]
            trace?.Invoke("last_normed", hidden);
        }

        return hidden.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Whether a key of a weight file may stay unread: a head, old rotary buffers, and parts of the whole model that
    /// this one was built without.
    /// </summary>
    public bool CanIgnore(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key is "lm_head.weight"
            || key.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal)
            || (key == "norm.weight" && _norm is null)
            || (key.Split('.') is ["layers", var number, ..] && int.TryParse(number, out var layer)
                && layer >= _layers.Count && layer < Config.LayerCount);
    }
}
