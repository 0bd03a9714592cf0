namespace HunyuanVideo.Curation.Audio;

/// <summary>Every number of the sound stage. Source: spec curation §9.</summary>
public sealed record AudioOptions
{
    /// <summary>Silence, level, clipping and bandwidth.</summary>
    public LevelOptions Levels { get; init; } = new();

    /// <summary>Gates of the loudness measure.</summary>
    public LoudnessOptions Loudness { get; init; } = new();

    /// <summary>The short-time spectra that speech, music and onsets share.</summary>
    public SoundFrameOptions Frames { get; init; } = new();

    /// <summary>What counts as speech.</summary>
    public SpeechOptions Speech { get; init; } = new();

    /// <summary>What counts as music.</summary>
    public MusicOptions Music { get; init; } = new();

    /// <summary>How shares of a clip become a class.</summary>
    public SoundClassOptions Classes { get; init; } = new();

    /// <summary>How sound and picture are compared.</summary>
    public SynchronyOptions Synchrony { get; init; } = new();
}
