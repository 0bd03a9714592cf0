namespace HunyuanVideo.Curation.Audio;

/// <summary>Triangular bands, evenly spaced on the mel scale 2595·log₁₀(1 + f/700), each as high as the bins beneath it.</summary>
internal sealed class MelBands
{
    private const double MelScale = 2595;
    private const double MelBreak = 700;

    private readonly (int First, float[] Weights)[] _bands;

    private MelBands((int First, float[] Weights)[] bands, double[] centres) => (_bands, CentreHertz) = (bands, centres);

    /// <summary>Centre of each band.</summary>
    public IReadOnlyList<double> CentreHertz { get; }

    public static MelBands Of(SoundFrameOptions options, int sampleRate)
    {
        var (low, high) = (Mel(options.LowestHertz), Mel(options.HighestHertz));
        var edges = Enumerable.Range(0, options.Bands + 2).Select(i => Hertz(low + ((high - low) * i / (options.Bands + 1)))).ToArray();
        var width = (double)sampleRate / options.TransformSize;
        return new(
            [.. Enumerable.Range(0, options.Bands).Select(band => Triangle(edges[band], edges[band + 1], edges[band + 2], width))],
            edges[1..^1]);
    }

    public void Sum(ReadOnlySpan<float> power, Span<float> energies)
    {
        for (var band = 0; band < _bands.Length; band++)
        {
            var (first, weights) = _bands[band];
            var sum = 0f;
            for (var i = 0; i < weights.Length; i++)
            {
                sum += weights[i] * power[first + i];
            }

            energies[band] = sum;
        }
    }

    private static double Mel(double hertz) => MelScale * Math.Log10(1 + (hertz / MelBreak));

    private static double Hertz(double mel) => MelBreak * (Math.Pow(10, mel / MelScale) - 1);

    private static (int First, float[] Weights) Triangle(double left, double centre, double right, double width)
    {
        var first = (int)Math.Ceiling(left / width);
        var last = Math.Max(first, (int)Math.Floor(right / width));   // the narrowest bands hold one bin
        var weights = Enumerable.Range(first, last - first + 1).Select(bin => bin * width)
            .Select(hertz => (float)Math.Max(0, hertz < centre ? (hertz - left) / (centre - left) : (right - hertz) / (right - centre)));
        return (first, [.. weights]);
    }
}
