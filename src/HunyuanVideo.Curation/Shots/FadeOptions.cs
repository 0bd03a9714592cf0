namespace HunyuanVideo.Curation.Shots;

/// <summary>Numbers of the search for fades. Source: spec curation §7, fades.</summary>
public sealed record FadeOptions
{
    /// <summary>Frames before and behind that tell how lively the picture was.</summary>
    public int PlateauReach { get; init; } = 50;

    /// <summary>A flat picture has at most this share of the plateau's deviation.</summary>
    public float BottomShare { get; init; } = 0.15f;

    /// <summary>… and a deviation below this.</summary>
    public float BottomDeviation { get; init; } = 10;

    /// <summary>Least rise per frame of a ramp, as a share of the plateau.</summary>
    public float LeastRise { get; init; } = 0.012f;

    /// <summary>Least frames of the longer ramp.</summary>
    public int LeastRamp { get; init; } = 4;

    /// <summary>Least frames in all.</summary>
    public int LeastFrames { get; init; } = 8;

    /// <summary>Least S of the pictures on both sides.</summary>
    public float LeastScore { get; init; } = 0.27f;
}
