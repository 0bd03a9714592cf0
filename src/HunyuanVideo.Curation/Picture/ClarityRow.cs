using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Sharpness of the crop. Source: spec curation §3, §4 S9.</summary>
[CurationTable("m_clarity", nameof(ClipId))]
public sealed record ClarityRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Variance of the Laplacian over that of luma, 10th percentile over the planes.</summary>
    public required float LapVarP10 { get; init; }

    /// <summary>The same, median.</summary>
    public required float LapVarMedian { get; init; }

    /// <summary>Mean width of the strongest edges, in pixels per reference lines; the longest profile where there is no edge.</summary>
    public required float EdgeWidthPx { get; init; }

    /// <summary>0 sharp along the motion … 1 nothing fine is left along it.</summary>
    public required float MotionBlur { get; init; }

    /// <summary>0 sharp … 1 as if it were blurred already.</summary>
    public required float Defocus { get; init; }

    /// <summary>All together, 0…1.</summary>
    public required float Clarity { get; init; }
}
