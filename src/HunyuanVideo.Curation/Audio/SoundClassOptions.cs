namespace HunyuanVideo.Curation.Audio;

/// <summary>How shares of a clip's seconds become one of the four classes. Source: spec curation §9.</summary>
public sealed record SoundClassOptions
{
    /// <summary>Score from which a second counts as speech or as music.</summary>
    public double SecondFrom { get; init; } = 0.5;

    /// <summary>Share of seconds from which there is speech.</summary>
    public double SpeechFrom { get; init; } = 0.25;

    /// <summary>Share of seconds from which there is music.</summary>
    public double MusicFrom { get; init; } = 0.3;

    /// <summary>Share of seconds from which music may be alone.</summary>
    public double PureMusicFrom { get; init; } = 0.6;

    /// <summary>Share of the energy off the beat from which something is beside the music; music alone has up to 0.07, with as loud a clatter or rain over 0.18.</summary>
    public double OffBeatFrom { get; init; } = 0.12;

    /// <summary>Width of the soft steps of the class scores over shares.</summary>
    public double ShareWidth { get; init; } = 0.08;

    /// <summary>Width of the soft step over the energy off the beat.</summary>
    public double OffBeatWidth { get; init; } = 0.03;

    /// <summary>A second in which less than this share of level frames sounds is left out of the shares.</summary>
    public double LeastSounding { get; init; } = 0.1;
}
