namespace HunyuanVideo.Curation.Audio;

/// <summary>What makes a second speech to the detector without a model. Source: spec curation §9.</summary>
public sealed record SpeechOptions
{
    /// <summary>Slowest syllables, Hz.</summary>
    public int LowestModulation { get; init; } = 2;

    /// <summary>Fastest syllables, Hz.</summary>
    public int HighestModulation { get; init; } = 8;

    /// <summary>Lowest voice, Hz.</summary>
    public double LowestPitch { get; init; } = 80;

    /// <summary>Highest voice, Hz.</summary>
    public double HighestPitch { get; init; } = 400;

    /// <summary>Samples of a pitch frame at 8 kHz.</summary>
    public int PitchWindow { get; init; } = 320;

    /// <summary>Normalised autocorrelation from which a frame has a voice.</summary>
    public double VoicedFrom { get; init; } = 0.6;

    /// <summary>The shortest lag within this share of the best one's height is the pitch: longer ones are its octaves.</summary>
    public double OctaveShare { get; init; } = 0.9;

    /// <summary>A frame this far below the clip's loudest has no voice, dB.</summary>
    public double QuietestVoice { get; init; } = 30;

    /// <summary>Share of frames with a voice that speech has at least …</summary>
    public double LeastVoiced { get; init; } = 0.30;

    /// <summary>… and at most; the score falls to nothing at twice the distance to 0 or at 1.</summary>
    public double MostVoiced { get; init; } = 0.75;

    /// <summary>A voice moves by more than this, semitones …</summary>
    public double GlideSemitones { get; init; } = 1;

    /// <summary>… within this, seconds.</summary>
    public double GlideSeconds { get; init; } = 0.3;

    /// <summary>A larger step between neighbouring frames is another note, not a movement, semitones.</summary>
    public double LargestStep { get; init; } = 1;

    /// <summary>Share of voiced frames that move from which a second moves fully.</summary>
    public double FullGlide { get; init; } = 0.4;

    /// <summary>A voice holds where it has fallen by less than this, dB …</summary>
    public double HoldDecibels { get; init; } = 1;

    /// <summary>… since this long ago, seconds.</summary>
    public double HoldSeconds { get; init; } = 0.03;

    /// <summary>Share of voiced frames that hold in what was struck: its attack.</summary>
    public double LeastHolding { get; init; } = 0.25;

    /// <summary>Share of voiced frames that hold in speech.</summary>
    public double FullHolding { get; init; } = 0.45;

    /// <summary>Lower edge of the telephone band, Hz.</summary>
    public double LowestHertz { get; init; } = 300;

    /// <summary>Upper edge of the telephone band, Hz.</summary>
    public double HighestHertz { get; init; } = 3400;

    /// <summary>Product of the features that is as likely speech as not.</summary>
    public double Centre { get; init; } = 0.10;

    /// <summary>Width of the logistic step.</summary>
    public double Width { get; init; } = 0.03;
}
