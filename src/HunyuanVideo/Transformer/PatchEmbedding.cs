using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Turns latents into image tokens: a convolution whose stride is its kernel, computed as one linear layer.</summary>
/// <remarks>Shapes: <c>[B, C, T, H, W] → [B, N, D]</c>. Keys: <c>proj.*</c>, weight [D, C, pt, ph, pw]. Source: spec text-to-video §3.1.</remarks>
internal sealed class PatchEmbedding : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "proj")]
    private readonly PatchProjection _projection;

    public PatchEmbedding(TransformerConfig config, Placement placement)
        : base(nameof(PatchEmbedding))
    {
        _projection = new PatchProjection(config, placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor latents) => _projection.call(latents);

    private sealed class PatchProjection : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "weight")]
        private readonly Parameter _weight;

        [ComponentName(Name = "bias")]
        private readonly Parameter _bias;

        private readonly (int Time, int Height, int Width) _patch;

        public PatchProjection(TransformerConfig config, Placement placement)
            : base(nameof(PatchProjection))
        {
            _patch = config.PatchSize;
            _weight = placement.Allocate(config.HiddenSize, config.InChannels, _patch.Time, _patch.Height, _patch.Width);
            _bias = placement.Allocate(config.HiddenSize);
            RegisterComponents();
        }

        public override Tensor forward(Tensor latents)
        {
            using var scope = NewDisposeScope();
            var patches = Patches.Cut(latents.to(_weight.dtype), _patch);                                       // [B, N, C·pt·ph·pw]
            return nn.functional.linear(patches, _weight.flatten(1), _bias).MoveToOuterDisposeScope();          // [B, N, D]
        }
    }
}
