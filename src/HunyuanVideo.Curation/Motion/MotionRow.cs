using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Row of <c>m_motion</c>. Speeds are in % of the diagonal per second. Source: spec curation §3.</summary>
[CurationTable("m_motion", nameof(ClipId))]
public sealed record MotionRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Mean speed of the picture as a whole.</summary>
    public required float GlobalSpeed { get; init; }

    /// <summary>Mean speed of what moves by itself, beside the global motion; 0 while nothing does.</summary>
    public required float ObjectSpeed { get; init; }

    /// <summary>95th percentile of the speeds of all measured blocks.</summary>
    public required float P95Speed { get; init; }

    /// <summary>Share of the time in which the picture stands still.</summary>
    public required float FrozenShare { get; init; }

    /// <summary>Standard deviation of the second differences of the global path, in % of the diagonal, at the rate of the pairs.</summary>
    public required float Jerk { get; init; }

    /// <summary>Share of blocks that move by themselves.</summary>
    public required float Coverage { get; init; }

    /// <summary>Whether the clip moves away from its first picture and returns to it at the end.</summary>
    public required bool Loop { get; init; }
}
