namespace HunyuanVideo.Curation.Running;

/// <summary>What a stage needs most. Source: spec curation §11.</summary>
public enum ResourceClass
{
    /// <summary>The disk.</summary>
    Io,

    /// <summary>A decoder.</summary>
    Decode,

    /// <summary>A core.</summary>
    Cpu,

    /// <summary>A model, which takes all cores: one at a time.</summary>
    Model,

    /// <summary>A service elsewhere.</summary>
    Remote,
}
