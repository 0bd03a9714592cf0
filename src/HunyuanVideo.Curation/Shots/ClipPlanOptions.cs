namespace HunyuanVideo.Curation.Shots;

/// <summary>Numbers of stage S3. Source: spec curation §4 S3.</summary>
public sealed record ClipPlanOptions
{
    /// <summary>Frames left out at a cut.</summary>
    public int CutTrim { get; init; } = 2;

    /// <summary>Frames left out at a fade or dissolve.</summary>
    public int GradualTrim { get; init; } = 4;

    /// <summary>Seconds of the shortest clip.</summary>
    public double LeastSeconds { get; init; } = 2;

    /// <summary>Seconds of the longest clip; a longer shot makes equal parts.</summary>
    public double MostSeconds { get; init; } = 16;

    /// <summary>Frames at most among which a sharp start is looked for.</summary>
    public int MostStartFrames { get; init; } = 12;

    /// <summary>… and this share of the clip.</summary>
    public double MostStartShare { get; init; } = 0.1;

    /// <summary>The first frame with this share of the best sharpness is sharp enough.</summary>
    public double SharpShare { get; init; } = 0.95;

    /// <summary>Columns of the picture that sharpness is measured in.</summary>
    public int SharpnessWidth { get; init; } = 160;

    /// <summary>Films whose last clip begins before this frame are read in one pass: seeking costs a decoder for each clip.</summary>
    public int LeastSeekedFrames { get; init; } = 500;
}
