using HunyuanVideo.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.TextEncoders;

/// <summary>Token plus learned position: <c>[B, L] → [B, L, D]</c>. Keys: <c>{token,position}_embedding.weight</c>.</summary>
internal sealed class ClipEmbeddings : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "token_embedding")] private readonly EmbeddingTable _tokens;
    [ComponentName(Name = "position_embedding")] private readonly EmbeddingTable _positions;

    public ClipEmbeddings(ClipTextConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipEmbeddings))
    {
        _tokens = new EmbeddingTable(config.VocabularySize, config.HiddenSize, device, dtype);
        _positions = new EmbeddingTable(config.MaxPositions, config.HiddenSize, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();
        return (_tokens.forward(ids) + _positions.Weight.narrow(0, 0, ids.shape[1])).MoveToOuterDisposeScope();
    }
}

/// <summary>Causal attention with biases. Shapes: <c>[B, L, D] → [B, L, D]</c>. Keys: <c>{q,k,v,out}_proj.*</c>.</summary>
internal sealed class ClipAttention : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly int _heads;

    [ComponentName(Name = "q_proj")] private readonly Linear _queries;
    [ComponentName(Name = "k_proj")] private readonly Linear _keys;
    [ComponentName(Name = "v_proj")] private readonly Linear _values;
    [ComponentName(Name = "out_proj")] private readonly Linear _output;

    public ClipAttention(ClipTextConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipAttention))
    {
        _heads = config.HeadCount;
        _queries = UnfilledLayer.Linear(config.HiddenSize, config.HiddenSize, true, device, dtype);
        _keys = UnfilledLayer.Linear(config.HiddenSize, config.HiddenSize, true, device, dtype);
        _values = UnfilledLayer.Linear(config.HiddenSize, config.HiddenSize, true, device, dtype);
        _output = UnfilledLayer.Linear(config.HiddenSize, config.HiddenSize, true, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, Tensor? visible)
    {
        using var scope = NewDisposeScope();
        var (queries, keys, values) =
            (SplitHeads(_queries.forward(input)), SplitHeads(_keys.forward(input)), SplitHeads(_values.forward(input)));
        var mixed = nn.functional.scaled_dot_product_attention(queries, keys, values, visible, is_casual: visible is null);
        return _output.forward(mixed.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();              // [B, L, D]
    }

    private Tensor SplitHeads(Tensor projected) => projected.unflatten(2, [_heads, -1]).transpose(1, 2);  // [B, H, L, d]
}

/// <summary>Perceptron with <c>quick_gelu(x) = x · sigmoid(1.702 x)</c>. Keys: <c>fc1.*</c>, <c>fc2.*</c>.</summary>
internal sealed class ClipMlp : nn.Module<Tensor, Tensor>
{
    private const double Steepness = 1.702;

    [ComponentName(Name = "fc1")] private readonly Linear _widen;
    [ComponentName(Name = "fc2")] private readonly Linear _narrow;

    public ClipMlp(ClipTextConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipMlp))
    {
        _widen = UnfilledLayer.Linear(config.HiddenSize, config.IntermediateSize, true, device, dtype);
        _narrow = UnfilledLayer.Linear(config.IntermediateSize, config.HiddenSize, true, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var wide = _widen.forward(input);                                                                // [B, L, F]
        return _narrow.forward(wide * (wide * Steepness).sigmoid()).MoveToOuterDisposeScope();           // [B, L, D]
    }
}

/// <summary>One pre-norm layer: <c>[B, L, D] → [B, L, D]</c>.</summary>
internal sealed class ClipLayer : nn.Module<Tensor, Tensor?, Tensor>
{
    [ComponentName(Name = "layer_norm1")] private readonly LayerNorm _attentionNorm;
    [ComponentName(Name = "self_attn")] private readonly ClipAttention _attention;
    [ComponentName(Name = "layer_norm2")] private readonly LayerNorm _mlpNorm;
    [ComponentName(Name = "mlp")] private readonly ClipMlp _mlp;

    public ClipLayer(ClipTextConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipLayer))
    {
        _attentionNorm = nn.LayerNorm(config.HiddenSize, config.NormEpsilon, device: device, dtype: dtype);
        _attention = new ClipAttention(config, device, dtype);
        _mlpNorm = nn.LayerNorm(config.HiddenSize, config.NormEpsilon, device: device, dtype: dtype);
        _mlp = new ClipMlp(config, device, dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor? visible)
    {
        using var scope = NewDisposeScope();
        hidden = hidden + _attention.forward(_attentionNorm.forward(hidden), visible);
        return (hidden + _mlp.forward(_mlpNorm.forward(hidden))).MoveToOuterDisposeScope();
    }
}

/// <summary>The stack of layers. Keys: <c>layers.l.*</c>.</summary>
internal sealed class ClipEncoder : nn.Module<Tensor, Tensor?, Trace?, Tensor>
{
    [ComponentName(Name = "layers")] private readonly ModuleList<ClipLayer> _layers;

    public ClipEncoder(ClipTextConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipEncoder))
    {
        _layers = new ModuleList<ClipLayer>(
            [.. Enumerable.Range(0, config.LayerCount).Select(_ => new ClipLayer(config, device, dtype))]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor? visible, Trace? trace)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < _layers.Count; i++)
        {
            hidden = _layers[i].forward(hidden, visible);                                                // [B, L, D]
            trace?.Invoke($"after_layer_{i}", hidden);
        }

        return hidden.MoveToOuterDisposeScope();
    }
}

/// <summary>Everything under the key <c>text_model</c>: embeddings, layers, final norm.</summary>
internal sealed class ClipTextTransformer : nn.Module<Tensor, Tensor?, Trace?, Tensor>
{
    [ComponentName(Name = "embeddings")] private readonly ClipEmbeddings _embeddings;
    [ComponentName(Name = "encoder")] private readonly ClipEncoder _encoder;
    [ComponentName(Name = "final_layer_norm")] private readonly LayerNorm _norm;

    public ClipTextTransformer(ClipTextConfig config, Device? device, ScalarType? dtype)
        : base(nameof(ClipTextTransformer))
    {
        _embeddings = new ClipEmbeddings(config, device, dtype);
        _encoder = new ClipEncoder(config, device, dtype);
        _norm = nn.LayerNorm(config.HiddenSize, config.NormEpsilon, device: device, dtype: dtype);
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids, Tensor? mask, Trace? trace)
    {
        using var scope = NewDisposeScope();
        var hidden = _embeddings.forward(ids);                                                           // [B, L, D]
        trace?.Invoke("embed", hidden);
        var visible = mask is null ? null : CausalMask.Create(mask);                                     // [B, 1, L, L]
        return _norm.forward(_encoder.forward(hidden, visible, trace)).MoveToOuterDisposeScope();        // [B, L, D]
    }
}

/// <summary>CLIP text tower: token ids in, one pooled vector per text out.</summary>
/// <remarks>Keys: <c>text_model.*</c>. Weights are zero until loaded or initialised. Source: spec text-encoders §3.</remarks>
public sealed class ClipTextModel : nn.Module
{
    [ComponentName(Name = "text_model")] private readonly ClipTextTransformer _text;

    /// <param name="config">Sizes.</param>
    /// <param name="device">Where the weights live; the meta device gives keys and shapes without memory. CPU when null.</param>
    /// <param name="dtype">Element type of weights and arithmetic; float32 when null.</param>
    /// <exception cref="ConfigException">A rule of the configuration is broken.</exception>
    public ClipTextModel(ClipTextConfig config, Device? device = null, ScalarType? dtype = null)
        : base(nameof(ClipTextModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        _text = new ClipTextTransformer(config, device, dtype);
        RegisterComponents();
    }

    /// <summary>Sizes of the tower.</summary>
    public ClipTextConfig Config { get; }

    /// <summary>All positions and the pooled one.</summary>
    /// <param name="ids">Token ids, int64 <c>[B, L]</c>, L ≤ <see cref="ClipTextConfig.MaxPositions"/>.</param>
    /// <param name="mask">1 = real token, 0 = padding, <c>[B, L]</c>. Changes only rows behind the end token; all real when null.</param>
    /// <param name="trace">Receives <c>embed</c> and <c>after_layer_i</c>.</param>
    /// <exception cref="ArgumentException">The text has more tokens than the tower has positions.</exception>
    public ClipTextOutput forward(Tensor ids, Tensor? mask = null, Trace? trace = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.shape[1] > Config.MaxPositions)
        {
            throw new ArgumentException($"The text has {ids.shape[1]} tokens, the tower {Config.MaxPositions} positions.", nameof(ids));
        }

        using var scope = NewDisposeScope();
        var last = _text.forward(ids, mask, trace);                                                      // [B, L, D]
        var end = Config.PoolsAtLargestId ? ids.argmax(-1) : ids.eq(Config.EndToken).to(int64).argmax(-1);   // [B]; the first of equals
        var pooled = last[arange(ids.shape[0], device: ids.device), end];                                // [B, D]
        return new ClipTextOutput(last.MoveToOuterDisposeScope(), pooled.MoveToOuterDisposeScope());
    }

    /// <summary>Whether a key of a weight file may stay unread: the other tower, the projections and old position buffers.</summary>
    public static bool CanIgnore(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key is "text_projection.weight" or "visual_projection.weight" or "logit_scale" or "text_model.embeddings.position_ids"
            || key.StartsWith("vision_model.", StringComparison.Ordinal);
    }
}
