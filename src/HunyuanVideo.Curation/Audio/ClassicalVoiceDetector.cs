namespace HunyuanVideo.Curation.Audio;

/// <summary>
/// Speech without a model: syllables × a voice that comes, goes and glides and
/// holds its level × energy in the telephone band.
/// Source: spec curation §9, speechness.
/// </summary>
/// <param name="options">Its numbers.</param>
public sealed class ClassicalVoiceDetector(SpeechOptions options) : IVoiceDetector
{
    /// <inheritdoc/>
    public string? ModelPath => null;

    /// <inheritdoc/>
    public double[] BySecond(SoundFrames frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var pitches = PitchTrack.Of(frames, options);
        return [.. Enumerable.Range(0, frames.Seconds).Select(second =>
            1 / (1 + Math.Exp((options.Centre - Features(frames, pitches, second).Product) / options.Width)))];
    }

    /// <summary>The five factors of a second, each 0…1.</summary>
    internal SpeechFeatures Features(SoundFrames frames, double[] pitches, int second)
    {
        var (first, behind) = frames.FramesOf(second);
        return new(
            Modulation(frames, first, behind), Voicing(pitches, first, behind), Glide(pitches, first, behind, frames.FramesPerSecond),
            Telephone(frames, first, behind), Holding(frames, pitches, first, behind));
    }

    /// <summary>Share of the bands' fluctuation that has the pace of syllables.</summary>
    private double Modulation(SoundFrames frames, int first, int behind)
    {
        var (wanted, all) = (0.0, 0.0);
        var count = behind - first;
        for (var band = 0; band < frames.Bands; band++)
        {
            var envelope = Enumerable.Range(first, count).Select(frame => (double)frames.Levels(frame)[band]).ToArray();
            var mean = envelope.Average();
            all += envelope.Sum(level => (level - mean) * (level - mean)) * count / 2;
            for (var hertz = options.LowestModulation; hertz <= options.HighestModulation; hertz++)
            {
                var (real, imaginary) = (0.0, 0.0);
                for (var i = 0; i < count; i++)
                {
                    var (sine, cosine) = Math.SinCos(2 * Math.PI * hertz * i / frames.FramesPerSecond);
                    real += (envelope[i] - mean) * cosine;
                    imaginary += (envelope[i] - mean) * sine;
                }

                wanted += (real * real) + (imaginary * imaginary);
            }
        }

        return all > 0 ? Math.Min(1, wanted / all) : 0;
    }

    private double Voicing(double[] pitches, int first, int behind)
    {
        var share = (double)pitches[first..behind].Count(pitch => pitch > 0) / (behind - first);
        return share < options.LeastVoiced
            ? Math.Max(0, (2 * share / options.LeastVoiced) - 1)
            : Math.Clamp((1 - share) / (1 - options.MostVoiced), 0, 1);
    }

    /// <summary>Share of the voiced frames whose pitch glides through more than a semitone, against the share of lively speech.</summary>
    private double Glide(double[] pitches, int first, int behind, int framesPerSecond)
    {
        var reach = (int)Math.Round(options.GlideSeconds * framesPerSecond / 2);
        var (voiced, moving) = (0, 0);
        for (var frame = first; frame < behind; frame++)
        {
            if (pitches[frame] > 0)
            {
                voiced++;
                moving += PitchTrack.Range(pitches, frame, reach, options.LargestStep) > options.GlideSemitones ? 1 : 0;
            }
        }

        return voiced == 0 ? 0 : Math.Min(1, moving / (voiced * options.FullGlide));
    }

    private double Holding(SoundFrames frames, double[] pitches, int first, int behind)
    {
        var reach = (int)Math.Round(options.HoldSeconds * frames.FramesPerSecond);
        var share = Decibels.ToPower(-options.HoldDecibels);
        var (voiced, holding) = (0, 0);
        for (var frame = Math.Max(first, reach); frame < behind; frame++)
        {
            if (pitches[frame] > 0)
            {
                voiced++;
                holding += frames.Energy(frame) >= share * frames.Energy(frame - reach) ? 1 : 0;
            }
        }

        return voiced == 0 ? 0 : Math.Clamp((((double)holding / voiced) - options.LeastHolding) / (options.FullHolding - options.LeastHolding), 0, 1);
    }

    private double Telephone(SoundFrames frames, int first, int behind)
    {
        var (inside, all) = (0.0, 0.0);
        for (var frame = first; frame < behind; frame++)
        {
            var energies = frames.Energies(frame);
            for (var band = 0; band < energies.Length; band++)
            {
                var hertz = frames.CentreHertz[band];
                all += energies[band];
                inside += hertz >= options.LowestHertz && hertz <= options.HighestHertz ? energies[band] : 0;
            }
        }

        return all > 0 ? inside / all : 0;
    }
}
