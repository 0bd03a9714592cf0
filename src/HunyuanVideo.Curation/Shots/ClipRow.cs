using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Shots;

/// <summary>One clip: the unit of measurement. Source: spec curation §3 and §4 S3.</summary>
[CurationTable("clip", nameof(ClipId))]
public sealed record ClipRow
{
    /// <summary>Identity by source and frames.</summary>
    public required string ClipId { get; init; }

    /// <summary>The source.</summary>
    public required string SourceId { get; init; }

    /// <summary>First frame of the shot it was taken from.</summary>
    public required int ShotFirst { get; init; }

    /// <summary>First frame.</summary>
    public required int First { get; init; }

    /// <summary>Last frame, inside.</summary>
    public required int Last { get; init; }

    /// <summary>Frames.</summary>
    public required int Frames { get; init; }

    /// <summary>Seconds from the source's first frame to the clip's.</summary>
    public required double StartS { get; init; }

    /// <summary>t(last) − t(first) + the median interval.</summary>
    public required double DurationS { get; init; }

    /// <summary>Mean rate within the clip; null for a single frame.</summary>
    public double? Fps { get; init; }

    /// <summary>Variance of the Laplacian at the first frame.</summary>
    public required float StartSharpness { get; init; }

    /// <summary>Frames passed over to reach a sharp start.</summary>
    public required int PlanOffset { get; init; }
}
