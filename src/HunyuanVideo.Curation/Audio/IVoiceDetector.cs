namespace HunyuanVideo.Curation.Audio;

/// <summary>Tells in which seconds of a clip somebody speaks. Safe for several threads.</summary>
public interface IVoiceDetector
{
    /// <summary>Path of its model file, whose hash belongs into the stage key, or null without one.</summary>
    string? ModelPath { get; }

    /// <summary>Likelihood of speech in each second, 0…1.</summary>
    /// <param name="frames">The clip; one answer for each of its <see cref="SoundFrames.Seconds"/>.</param>
    double[] BySecond(SoundFrames frames);
}
