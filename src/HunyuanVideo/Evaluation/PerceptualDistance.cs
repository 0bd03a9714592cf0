using static TorchSharp.torch;

namespace HunyuanVideo.Evaluation;

/// <summary>
/// Distance of pictures in the eyes of a network: features of unit length in every place, squared differences, means
/// over places and layers. The form of LPIPS without its learned weights, on ResNet-18; not to be reported as LPIPS.
/// Source: paper §4.1, spec training §5.3.
/// </summary>
internal sealed class PerceptualDistance(string path, Device? device = null) : IDisposable
{
    private const int Stages = 3;
    private const double Epsilon = 1e-10;

    private readonly ResNetFeatures _network = new(path, device);

    /// <summary>Mean distance of the frames of two clips, a scalar; the caller's scope owns it.</summary>
    /// <param name="video">Pixels <c>[B, 3, F, H, W]</c> in −1…1.</param>
    /// <param name="truth">Pixels of the same shape, without a graph.</param>
    public Tensor Between(Tensor video, Tensor truth)
    {
        using var scope = NewDisposeScope();
        var features = _network.Describe(Frames(video), Stages);
        IReadOnlyList<Tensor> wanted;
        using (no_grad())
        {
            wanted = _network.Describe(Frames(truth), Stages);
        }

        var distances = features.Zip(wanted, (one, other) => (Unit(one) - Unit(other)).square().sum(1).mean()).ToArray();
        return stack(distances).mean().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    /// <summary><c>[B, 3, F, H, W] → [B·F, 3, H, W]</c>.</summary>
    private static Tensor Frames(Tensor video) => video.transpose(1, 2).flatten(0, 1);

    private static Tensor Unit(Tensor features) => features / (features.square().sum(1, keepdim: true) + Epsilon).sqrt();
}
