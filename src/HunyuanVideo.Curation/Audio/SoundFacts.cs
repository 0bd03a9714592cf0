namespace HunyuanVideo.Curation.Audio;

/// <summary>What a caption of sound is written from.</summary>
/// <param name="Class">The class, or null in silence.</param>
/// <param name="SilenceRatio">0…1.</param>
/// <param name="Seconds">Length of the clip.</param>
/// <param name="OnsetSeconds">When something begins to sound.</param>
/// <param name="BeatSeconds">Period of the beat, or null where it is weak.</param>
/// <param name="Steady">Whether the level hardly changes.</param>
/// <param name="Noisiness">Flatness of the spectrum, 0 for tones … 1 for white noise.</param>
internal sealed record SoundFacts(
    SoundClass? Class, double SilenceRatio, double Seconds, IReadOnlyList<double> OnsetSeconds, double? BeatSeconds, bool Steady, double Noisiness);
