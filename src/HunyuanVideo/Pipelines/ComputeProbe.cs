using System.Diagnostics;
using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>Rates of a linear layer on this machine. bfloat16 is several times slower than float32 on processors without it.</summary>
/// <param name="FullRate">float32, in 10⁹ multiplications and additions a second.</param>
/// <param name="HalfRate">bfloat16, in 10⁹ multiplications and additions a second.</param>
public sealed record ComputeProbe(double FullRate, double HalfRate)
{
    private const int Rows = 512;
    private const int Width = 1024;
    private const double SecondsEach = 0.02;

    /// <summary>Whether bfloat16 is worth its rounding: clearly faster, so that the choice does not flicker from run to run.</summary>
    public bool PrefersBfloat16 => HalfRate > 1.5 * FullRate;

    /// <summary>Measures both types, about 50 ms in all. Source: spec cpu §2.</summary>
    public static ComputeProbe Measure() => new(Rate(ScalarType.Float32), Rate(ScalarType.BFloat16));

    private static double Rate(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (input, weight) = (ones([Rows, Width], dtype), ones([Width, Width], dtype));
        nn.functional.linear(input, weight).Dispose();   // the first call chooses kernels
        var calls = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < SecondsEach)
        {
            nn.functional.linear(input, weight).Dispose();
            calls++;
        }

        return 2.0 * Rows * Width * Width * calls / watch.Elapsed.TotalSeconds / 1e9;
    }
}
