using HunyuanVideo.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Lets the text tokens see one another in both directions before they meet the image (<c>txt_in</c>).</summary>
/// <remarks>
/// Its MLP ratio is 4, its activation SiLU, its biases present and its queries and keys not normed, whatever the
/// configuration says of the main blocks. Source: spec text-to-video §4.
/// </remarks>
internal sealed class TokenRefiner : TextProjection
{
    [ComponentName(Name = "input_embedder")]
    private readonly LinearLayer _inputEmbedder;

    [ComponentName(Name = "t_embedder")]
    private readonly ScalarEmbedder _timestepEmbedder;

    [ComponentName(Name = "c_embedder")]
    private readonly MlpEmbedder _contextEmbedder;

    [ComponentName(Name = "individual_token_refiner")]
    private readonly RefinerStack _stack;

    private readonly bool _usesMask;

    public TokenRefiner(TransformerConfig config, Placement placement)
        : base(nameof(TokenRefiner))
    {
        long width = config.HiddenSize;
        _usesMask = config.UsesTextMask;
        _inputEmbedder = new LinearLayer(config.TextWidth, width, placement);
        _timestepEmbedder = new ScalarEmbedder(width, placement);
        _contextEmbedder = new MlpEmbedder(config.TextWidth, width, "linear_1", "linear_2", placement);
        _stack = new RefinerStack(config, placement);
        RegisterComponents();
    }

    /// <summary>Receives <c>pooled</c>, <c>t_emb</c>, <c>c_emb</c> and <c>block.r</c>.</summary>
    public Trace? Trace { get; set; }

    public override bool ReadsPadding => !_usesMask;

    public override Tensor forward(Tensor states, Tensor timestep, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        mask = _usesMask ? mask?.to(ScalarType.Bool) : null;
        var pooled = Pool(states, mask);                                        // [B, E]
        var timestepEmbedding = _timestepEmbedder.call(timestep);               // [B, D]
        var contextEmbedding = _contextEmbedder.call(pooled);                   // [B, D]
        Trace?.Invoke("pooled", pooled);
        Trace?.Invoke("t_emb", timestepEmbedding);
        Trace?.Invoke("c_emb", contextEmbedding);

        var condition = timestepEmbedding + contextEmbedding;
        var tokens = _inputEmbedder.call(states);                               // [B, L, D]
        for (var index = 0; index < _stack.Blocks.Count; index++)
        {
            var next = _stack.Blocks[index].call(tokens, condition, Visible(mask));
            tokens.Dispose();
            tokens = next;
            Trace?.Invoke($"block.{index}", tokens);
        }

        return tokens.MoveToOuterDisposeScope();
    }

    /// <summary>Mean of the raw states over valid tokens, in float32: <c>[B, L, E] → [B, E]</c>.</summary>
    private static Tensor Pool(Tensor states, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var wide = states.to(ScalarType.Float32);
        if (mask is null)
        {
            return wide.mean([1]).MoveToOuterDisposeScope();
        }

        var valid = wide.masked_fill(mask.logical_not().unsqueeze(-1), 0);      // not a product: padding may hold anything
        return (valid.sum(1) / mask.sum(1, keepdim: true)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Which query sees which key: <c>[B, L] → [B, 1, L, L]</c>. Valid ones see valid ones, and every query sees key 0, so
    /// that no row is empty.
    /// </summary>
    private static Tensor? Visible(Tensor? mask)
    {
        if (mask is null)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var both = mask.unsqueeze(1).unsqueeze(-1).logical_and(mask.unsqueeze(1).unsqueeze(1));
        var isFirstKey = arange(mask.shape[1], device: mask.device).eq(0);
        return both.logical_or(isFirstKey).MoveToOuterDisposeScope();
    }

    /// <summary>The level <c>individual_token_refiner</c> of the published keys.</summary>
    private sealed class RefinerStack : nn.Module
    {
        [ComponentName(Name = "blocks")]
        private readonly ModuleList<RefinerBlock> _blocks;

        public RefinerStack(TransformerConfig config, Placement placement)
            : base(nameof(RefinerStack))
        {
            _blocks = new([.. Enumerable.Range(0, config.RefinerBlockCount).Select(_ => new RefinerBlock(config.HiddenSize, config.HeadCount, placement))]);
            RegisterComponents();
        }

        public ModuleList<RefinerBlock> Blocks => _blocks;
    }
}
