namespace HunyuanVideo.Curation.Audio;

/// <summary>A clip's sound: mono, <see cref="SampleRate"/> a second, −1…1 (a lossy codec may leave that range), as long as the clip.</summary>
/// <param name="Samples">The first sample belongs to the clip's first frame.</param>
public sealed record ClipSound(float[] Samples)
{
    /// <summary>Samples a second.</summary>
    public const int SampleRate = 48_000;

    /// <summary>Length.</summary>
    public double Seconds => (double)Samples.Length / SampleRate;
}
