namespace HunyuanVideo.Curation.Audio;

/// <summary>Roll-off of the mean spectrum. Source: spec curation §9.</summary>
internal static class BandwidthMeter
{
    /// <summary>Hertz below which the options' share of the energy lies; 0 in silence.</summary>
    public static double Measure(ReadOnlySpan<float> samples, LevelOptions options)
    {
        var fourier = new RealFourier(options.SpectrumSize, options.SpectrumSize);
        var power = new float[fourier.Bins];
        var sums = new double[fourier.Bins];
        for (var start = 0; start < samples.Length; start += options.SpectrumSize)
        {
            fourier.Power(samples[start..], power);
            for (var bin = 1; bin < sums.Length; bin++)   // a constant offset is no sound
            {
                sums[bin] += power[bin];
            }
        }

        var wanted = options.RollOff * sums.Sum();
        var bins = 0;
        for (var sum = 0.0; wanted > 0 && bins < sums.Length - 1 && sum < wanted; bins++)
        {
            sum += sums[bins];
        }

        return Math.Max(0, bins - 1) * (double)ClipSound.SampleRate / options.SpectrumSize;
    }
}
