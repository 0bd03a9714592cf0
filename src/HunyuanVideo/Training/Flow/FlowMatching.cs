using static TorchSharp.torch;

namespace HunyuanVideo.Training.Flow;

/// <summary>
/// The flow-matching objective in the published convention: <c>x_t = (1−t)·data + t·noise</c>, velocity <c>noise − data</c>.
/// Source: paper §4.3, spec training §1.
/// </summary>
public static class FlowMatching
{
    /// <summary>The noisy latents of level <paramref name="t"/>; shapes <c>[B, C, T, H, W]</c> and <c>[B]</c>, t in 0…1.</summary>
    public static Tensor Interpolate(Tensor data, Tensor noise, Tensor t)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var scope = NewDisposeScope();
        var level = t.view(-1, 1, 1, 1, 1);                                            // [B, 1, 1, 1, 1]
        return (((1 - level) * data) + (level * noise)).MoveToOuterDisposeScope();     // [B, C, T, H, W]
    }

    /// <summary>What the network should say: noise minus data, <c>[B, C, T, H, W]</c>.</summary>
    public static Tensor Velocity(Tensor data, Tensor noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        return noise - data;
    }

    /// <summary>Mean squared error of each sample in float32, <c>[B]</c>.</summary>
    public static Tensor LossPerSample(Tensor predicted, Tensor velocity)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        using var scope = NewDisposeScope();
        var difference = predicted.to(float32) - velocity.to(float32);                      // [B, C, T, H, W]
        return difference.square().mean([1, 2, 3, 4]).MoveToOuterDisposeScope();            // [B]
    }
}
