using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Turns language model states into text tokens (<c>txt_in</c>): states [B, L, E], timestep [B], mask bool [B, L] or null → [B, L, D].</summary>
internal abstract class TextProjection(string name) : nn.Module<Tensor, Tensor, Tensor?, Tensor>(name)
{
    /// <summary>Whether valid tokens depend on padding tokens, so that the text must not be cut before.</summary>
    public abstract bool ReadsPadding { get; }

    /// <summary>The configured projection.</summary>
    public static TextProjection Create(TransformerConfig config, Placement placement) =>
        config.TextProjection == TextProjectionKind.Linear
            ? new LinearTextProjection(config, placement)
            : new TokenRefiner(config, placement);
}
