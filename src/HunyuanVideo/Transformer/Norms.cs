using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>What all norms of the network share. Source: spec text-to-video §3.4.</summary>
internal static class Norms
{
    /// <summary>Added to the variance or the mean square, in every norm (libtorch's default of LayerNorm is ten times larger).</summary>
    public const double Epsilon = 1e-6;

    /// <summary>The configured norm of queries or keys over the head width.</summary>
    public static nn.Module<Tensor, Tensor> ForHeads(TransformerConfig config, Placement placement) => config.QkNorm switch
    {
        QkNorm.None => nn.Identity(),
        QkNorm.Layer => new AffineLayerNorm(config.HeadWidth, placement),
        _ => new RmsNorm(config.HeadWidth, placement),
    };
}
