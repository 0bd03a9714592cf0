using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.TextEncoders;

/// <summary>How far a tensor is from the one it should be.</summary>
internal static class Distance
{
    /// <summary>‖a − b‖₂ / ‖b‖₂.</summary>
    public static double Relative(Tensor actual, Tensor expected)
    {
        using var scope = NewDisposeScope();
        return ((actual.to(float64) - expected.to(float64)).norm() / expected.to(float64).norm()).ToDouble();
    }
}
