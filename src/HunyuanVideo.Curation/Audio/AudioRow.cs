using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Audio;

/// <summary>What is measured of a clip's sound. Source: spec curation §3, §9.</summary>
[CurationTable("m_audio", nameof(ClipId))]
public sealed record AudioRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Share of 50 ms frames that are silent, 0…1; 1 without sound.</summary>
    public required float SilenceRatio { get; init; }

    /// <summary>Integrated loudness of the mono mix, LUFS; −70 where nothing passes the gate.</summary>
    public required float LoudnessLufs { get; init; }

    /// <summary>True peak, dBTP; −120 in digital silence.</summary>
    public required float TruePeakDb { get; init; }

    /// <summary>Share of samples in clipped runs, 0…1.</summary>
    public required float ClippedShare { get; init; }

    /// <summary>Hertz below which 99 % of the energy lies; 0 in silence.</summary>
    public required float BandwidthHz { get; init; }

    /// <summary>Level range between loud and quiet frames, dB.</summary>
    public required float SnrDb { get; init; }

    /// <summary><c>pure_sound</c>, <c>sound_with_speech</c>, <c>sound_with_music</c> or <c>pure_music</c>; null in silence.</summary>
    public string? Class { get; init; }

    /// <summary>Soft scores of the four classes in the order above, sum 1; null in silence.</summary>
    public float[]? ClassScores { get; init; }

    /// <summary>Share of sounding seconds that hold speech, 0…1.</summary>
    public required float SpeechShare { get; init; }

    /// <summary>Share of sounding seconds that hold music, 0…1.</summary>
    public required float MusicShare { get; init; }

    /// <summary>How well onsets meet events of the picture, 0…1; null where there are too few of either.</summary>
    public float? AvConsistency { get; init; }

    /// <summary>Seconds by which the sound is late; null with <see cref="AvConsistency"/>.</summary>
    public float? AvLagS { get; init; }

    /// <summary>The sounds in words.</summary>
    public string? SoundCaption { get; init; }

    /// <summary>The music in words, or null without music.</summary>
    public string? MusicCaption { get; init; }

    /// <summary>The row of a clip whose source has no sound.</summary>
    /// <param name="clipId">The clip.</param>
    /// <param name="options">Gives the readings of silence.</param>
    public static AudioRow WithoutSound(string clipId, AudioOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new AudioRow
        {
            ClipId = clipId,
            SilenceRatio = 1,
            LoudnessLufs = (float)options.Loudness.AbsoluteGate,
            TruePeakDb = (float)options.Levels.FloorDecibels,
            ClippedShare = 0,
            BandwidthHz = 0,
            SnrDb = 0,
            SpeechShare = 0,
            MusicShare = 0,
        };
    }
}
