namespace HunyuanVideo.Curation.Plugins;

/// <summary>Numbers behind the plug-in for shot boundaries. Source: spec curation §4 S2.</summary>
public sealed record TransNetV2Options
{
    /// <summary>Probability above which a frame is the last of its shot.</summary>
    public float CutThreshold { get; init; } = 0.5f;

    /// <summary>Probability above which a frame belongs to a transition.</summary>
    public float GradualThreshold { get; init; } = 0.5f;

    /// <summary>Least frames of a gradual transition.</summary>
    public int LeastGradual { get; init; } = 5;
}
