using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HunyuanVideo.Curation.Audio;

/// <summary>Lowers a sample rate by a whole factor behind a linear-phase low-pass, without delay.</summary>
internal static class Decimator
{
    private const int TapsPerPhase = 24;       // on each side of the middle, for each sample of the lower rate: 85 dB beyond the transition
    private const double CutOff = 0.46;        // of the lower rate
    private const double KaiserBeta = 8;
    private const int Lanes = 8;

    /// <summary>Every <paramref name="factor"/>-th sample of the low-passed sound; beyond its ends it is silent.</summary>
    public static float[] Lower(ReadOnlySpan<float> samples, int factor)
    {
        var half = TapsPerPhase * factor / 2;
        var taps = Taps(half, factor);
        var padded = new float[samples.Length + (2 * half) + Lanes];
        samples.CopyTo(padded.AsSpan(half));
        var lowered = new float[(samples.Length + factor - 1) / factor];
        for (var i = 0; i < lowered.Length; i++)
        {
            lowered[i] = Dot(taps, padded.AsSpan(i * factor, taps.Length));
        }

        return lowered;
    }

    /// <summary>Sum of products in eight fixed lanes: the same bits on every machine.</summary>
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = Vector256<float>.Zero;
        var whole = left.Length - (left.Length % Lanes);
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        for (var i = 0; i < whole; i += Lanes)
        {
            sum += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
        }

        var total = Vector256.Sum(sum);
        for (var i = whole; i < left.Length; i++)
        {
            total += left[i] * right[i];
        }

        return total;
    }

    private static float[] Taps(int half, int factor)
    {
        // One tap more than 2·half stays zero so that whole vectors can be read.
        var length = Lanes * (((2 * half) + Lanes) / Lanes);
        var taps = new double[length];
        for (var i = 0; i <= 2 * half; i++)
        {
            var x = i - half;
            var angle = 2 * Math.PI * CutOff * x / factor;
            var sinc = x == 0 ? 1 : Math.Sin(angle) / angle;
            taps[i] = sinc * Bessel(KaiserBeta * Math.Sqrt(1 - Math.Pow((double)x / (half + 1), 2)));
        }

        var sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }

    private static double Bessel(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
