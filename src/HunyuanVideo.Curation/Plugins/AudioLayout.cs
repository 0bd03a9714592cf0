namespace HunyuanVideo.Curation.Plugins;

/// <summary>Shape of a model's input of sound.</summary>
public enum AudioLayout
{
    /// <summary><c>[n]</c> samples.</summary>
    Samples,

    /// <summary><c>[1, n]</c> samples.</summary>
    Batch,

    /// <summary><c>[1, 1, mel, t]</c> logarithms of band energies.</summary>
    Mel,
}
