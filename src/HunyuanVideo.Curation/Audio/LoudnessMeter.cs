namespace HunyuanVideo.Curation.Audio;

/// <summary>Integrated loudness of one channel at 48 kHz. Source: ITU-R BS.1770-4, annex 1.</summary>
internal static class LoudnessMeter
{
    private const double Offset = -0.691;   // makes a 997 Hz sine read its level

    // The head's shelf and the low cut, coefficients of tables 1 and 2 of the recommendation.
    private static readonly Section Shelf = new(1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585);
    private static readonly Section LowCut = new(1, -2, 1, -1.99004745483398, 0.99007225036621);

    /// <summary>LUFS; the absolute gate where no block passes it.</summary>
    public static double Integrated(ReadOnlySpan<float> samples, LoudnessOptions options)
    {
        var powers = Blocks(samples, options);
        var heard = powers.Where(power => Loudness(power) >= options.AbsoluteGate).ToArray();
        if (heard.Length == 0)
        {
            return options.AbsoluteGate;
        }

        var gate = Loudness(heard.Average()) - options.RelativeGate;
        return Loudness(heard.Where(power => Loudness(power) >= gate).Average());
    }

    private static double Loudness(double power) => power > 0 ? Offset + (10 * Math.Log10(power)) : double.NegativeInfinity;

    /// <summary>Mean squares of the weighted sound in overlapping blocks; a shorter sound is one block.</summary>
    private static double[] Blocks(ReadOnlySpan<float> samples, LoudnessOptions options)
    {
        var step = Math.Max(1, (int)Math.Round(options.BlockSeconds * ClipSound.SampleRate / options.Overlap));
        var sums = StepSums(samples, step);
        if (samples.Length < step * options.Overlap)
        {
            return [samples.IsEmpty ? 0 : sums.Sum() / samples.Length];
        }

        var blocks = new double[(samples.Length / step) - options.Overlap + 1];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = sums.AsSpan(i, options.Overlap).ToArray().Sum() / (step * options.Overlap);
        }

        return blocks;
    }

    private static double[] StepSums(ReadOnlySpan<float> samples, int step)
    {
        var sums = new double[(samples.Length / step) + 1];
        var (shelf, cut) = (default(State), default(State));
        for (var i = 0; i < samples.Length; i++)
        {
            var weighted = cut.Next(LowCut, shelf.Next(Shelf, samples[i]));
            sums[i / step] += weighted * weighted;
        }

        return sums;
    }

    private sealed record Section(double B0, double B1, double B2, double A1, double A2);

    private struct State
    {
        private double _first;
        private double _second;

        public double Next(Section section, double input)
        {
            var output = (section.B0 * input) + _first;
            _first = (section.B1 * input) - (section.A1 * output) + _second;
            _second = (section.B2 * input) - (section.A2 * output);
            return output;
        }
    }
}
