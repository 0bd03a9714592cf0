using HunyuanVideo.Random;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Vae;

/// <summary>Judges every patch of a clip: high where it looks like footage, low where it looks reconstructed.</summary>
/// <remarks>
/// Shapes: <c>[B, 3, F, H, W] → [B, 1, F', H/2ⁿ, W/2ⁿ]</c> for n levels. Kernels 3×4×4, stride 1×2×2, group norm, leaky
/// ReLU. Source: spec training §5.2.
/// </remarks>
internal sealed class PatchDiscriminator : nn.Module<Tensor, Tensor>
{
    private const int NormGroups = 4;
    private const double Slope = 0.2;

    [ComponentName(Name = "levels")] private readonly ModuleList<Conv3d> _levels;
    [ComponentName(Name = "norms")] private readonly ModuleList<GroupNorm> _norms;
    [ComponentName(Name = "out")] private readonly Conv3d _out;

    /// <param name="channels">Channels of the first level; each further one doubles them.</param>
    /// <param name="levels">Halvings of the picture's sides.</param>
    /// <param name="seed">Draws the weights: normal with variance 1/fan-in, biases zero, norms one.</param>
    public PatchDiscriminator(int channels, int levels, ulong seed) : base(nameof(PatchDiscriminator))
    {
        Conv3d Halving(int level) => nn.Conv3d(level == 0 ? 3 : channels << (level - 1), channels << level, (3, 4, 4), (1, 2, 2), (1, 1, 1));
        _levels = new ModuleList<Conv3d>([.. Enumerable.Range(0, levels).Select(Halving)]);
        _norms = new ModuleList<GroupNorm>([.. Enumerable.Range(1, levels - 1).Select(level => nn.GroupNorm(NormGroups, channels << level))]);
        _out = nn.Conv3d(channels << (levels - 1), 1, 3L, padding: 1L);
        RegisterComponents();
        Initialize(seed);
    }

    public override Tensor forward(Tensor video)
    {
        using var scope = NewDisposeScope();
        var hidden = nn.functional.leaky_relu(_levels[0].forward(video), Slope);
        for (var level = 1; level < _levels.Count; level++)
        {
            hidden = nn.functional.leaky_relu(_norms[level - 1].forward(_levels[level].forward(hidden)), Slope);
        }

        return _out.forward(hidden).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// R1: the squared gradient of a clip's mean verdict by its pixels, summed over the pixels; the mean over clips, with
    /// a graph. The caller's scope owns it.
    /// </summary>
    /// <param name="video">Pixels <c>[B, 3, F, H, W]</c> of footage.</param>
    public Tensor SquaredGradient(Tensor video)
    {
        using var scope = NewDisposeScope();
        var pixels = video.detach().requires_grad_();
        var verdicts = forward(pixels).flatten(1).mean([1]);                                        // [B]
        var gradient = autograd.grad([verdicts.sum()], [pixels], retain_graph: true, create_graph: true)[0];
        return gradient.square().flatten(1).sum(1).mean().MoveToOuterDisposeScope();
    }

    private void Initialize(ulong seed)
    {
        using var noGradient = no_grad();
        foreach (var (key, parameter) in named_parameters())
        {
            if (parameter.Dimensions == 1)
            {
                parameter.fill_(key.EndsWith(".bias", StringComparison.Ordinal) ? 0 : 1);      // the library leaves norms as they come
                continue;
            }

            var values = new float[parameter.numel()];
            Philox.For(seed, "discriminator " + key).FillNormal(values);
            using var normal = tensor(values, parameter.shape);
            using var scaled = normal / Math.Sqrt((double)parameter.numel() / parameter.shape[0]);
            parameter.copy_(scaled);
        }
    }
}
