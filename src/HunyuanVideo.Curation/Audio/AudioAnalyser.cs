namespace HunyuanVideo.Curation.Audio;

/// <summary>Measures a clip's sound: stage S17. Safe for several threads where its voice detector is. Source: spec curation §9.</summary>
/// <param name="options">Every number.</param>
/// <param name="voice">Who tells speech: the Silero model, or <see cref="ClassicalVoiceDetector"/> without one.</param>
public sealed class AudioAnalyser(AudioOptions options, IVoiceDetector voice)
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "audio";

    /// <summary>Version of what it computes.</summary>
    public const int Version = 1;

    private const double SteadyRange = 8;      // dB between loud and quiet frames
    private const double ClearBeat = 0.3;

    /// <summary>The model at <paramref name="modelPath"/> where it exists, else the detector without one.</summary>
    public static IVoiceDetector VoiceDetector(string? modelPath, AudioOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return File.Exists(modelPath) ? new SileroVoiceDetector(modelPath) : new ClassicalVoiceDetector(options.Speech);
    }

    /// <summary>The row of one clip.</summary>
    /// <param name="clipId">The clip.</param>
    /// <param name="sound">Its sound.</param>
    /// <param name="picture">Object speed and mean |ΔY| of its frame pairs, times since its first frame; empty where unknown: then there is no consistency.</param>
    public AudioRow Measure(string clipId, ClipSound sound, IReadOnlyList<TimedSeries> picture)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(picture);
        var levels = LevelMeter.Levels(sound.Samples, options.Levels);
        var silent = LevelMeter.Silent(levels, options.Levels);
        var row = Plain(clipId, sound, levels, silent);
        return silent.All(isSilent => isSilent) ? row : Hear(row, sound, levels, silent, picture);
    }

    /// <summary>The class of a clip by somebody else's ear for speech and music; the rule is the same.</summary>
    /// <param name="sound">Its sound.</param>
    /// <param name="hear">From the number of its seconds: likelihood of speech and of music in each, 0…1.</param>
    public SoundKind Classify(ClipSound sound, Func<int, IReadOnlyList<(double Speech, double Music)>> hear)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(hear);
        var silent = LevelMeter.Silent(LevelMeter.Levels(sound.Samples, options.Levels), options.Levels);
        var frames = SoundFrames.Of(sound.Samples, options.Frames);
        var heard = hear(frames.Seconds);
        if (silent.All(isSilent => isSilent))
        {
            return new SoundKind(null, null, 0, 0);
        }

        var beat = Beat.Of(OnsetEnvelope.Of(frames, options.Synchrony), frames.FramesPerSecond, options.Music);
        var shares = Shares(frames, TonalSpectra.Of(frames, options.Music), beat, silent, [.. heard.Select(second => second.Speech)], [.. heard.Select(second => second.Music)]);
        return new SoundKind(
            SoundClassifier.Names[(int)SoundClassifier.Choose(shares, options.Classes)], SoundClassifier.Scores(shares, options.Classes),
            (float)shares.Speech, (float)shares.Music);
    }

    private AudioRow Plain(string clipId, ClipSound sound, double[] levels, bool[] silent) =>
        AudioRow.WithoutSound(clipId, options) with
        {
            SilenceRatio = (float)silent.Count(isSilent => isSilent) / silent.Length,
            LoudnessLufs = (float)LoudnessMeter.Integrated(sound.Samples, options.Loudness),
            TruePeakDb = (float)PeakMeter.TruePeak(sound.Samples, options.Levels.FloorDecibels),
            ClippedShare = (float)PeakMeter.ClippedShare(sound.Samples, options.Levels),
            BandwidthHz = (float)BandwidthMeter.Measure(sound.Samples, options.Levels),
            SnrDb = (float)LevelMeter.Range(levels, options.Levels),
        };

    private AudioRow Hear(AudioRow row, ClipSound sound, double[] levels, bool[] silent, IReadOnlyList<TimedSeries> picture)
    {
        var frames = SoundFrames.Of(sound.Samples, options.Frames);
        var onsets = OnsetEnvelope.Of(frames, options.Synchrony);
        var beat = Beat.Of(onsets, frames.FramesPerSecond, options.Music);
        var spectra = TonalSpectra.Of(frames, options.Music);
        double[] music = [.. MusicMeter.BySecond(frames, spectra, beat, options.Music).Select(second => second.Score(options.Music))];
        var shares = Shares(frames, spectra, beat, silent, voice.BySecond(frames), music);
        var kind = SoundClassifier.Choose(shares, options.Classes);
        var synchrony = SynchronyMeter.Measure(onsets, picture, options.Synchrony);
        var facts = new SoundFacts(
            kind, row.SilenceRatio, sound.Seconds,
            [.. OnsetEnvelope.Peaks(onsets, options.Synchrony).Select(frame => OnsetEnvelope.Time(frame, options.Synchrony))],
            beat.Strength >= ClearBeat ? (double)beat.Frames / frames.FramesPerSecond : null,
            LevelMeter.Range(levels, options.Levels) < SteadyRange, frames.Flatness());
        return row with
        {
            Class = SoundClassifier.Names[(int)kind],
            ClassScores = SoundClassifier.Scores(shares, options.Classes),
            SpeechShare = (float)shares.Speech,
            MusicShare = (float)shares.Music,
            AvConsistency = (float?)synchrony?.Score,
            AvLagS = (float?)synchrony?.LagSeconds,
            SoundCaption = SoundCaptionWriter.Sound(facts),
            MusicCaption = SoundCaptionWriter.Music(facts),
        };
    }

    private SoundShares Shares(SoundFrames frames, TonalSpectra spectra, Beat beat, bool[] silent, double[] speech, double[] music)
    {
        var sounding = Enumerable.Range(0, frames.Seconds).Where(second => Sounds(silent, second, frames.Seconds)).ToArray();
        var share = (double[] scores) => sounding.Length == 0 ? 0 : (double)sounding.Count(second => scores[second] >= options.Classes.SecondFrom) / sounding.Length;
        var musicShare = share(music);
        var offBeat = musicShare >= options.Classes.MusicFrom ? OffBeatMeter.Measure(spectra, beat, frames.FramesPerSecond, options.Music) : 0;
        return new(share(speech), musicShare, offBeat);
    }

    private bool Sounds(bool[] silent, int second, int seconds)
    {
        var perSecond = 1 / options.Levels.FrameSeconds;
        var first = (int)Math.Min(second * perSecond, silent.Length - 1);
        var behind = second == seconds - 1 ? silent.Length : (int)Math.Min((second + 1) * perSecond, silent.Length);
        return silent[first..Math.Max(behind, first + 1)].Count(isSilent => !isSilent) >= options.Classes.LeastSounding * (behind - first);
    }
}
