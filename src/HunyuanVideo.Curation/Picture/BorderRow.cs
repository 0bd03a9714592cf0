using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>The picture inside its borders, in source pixels. Source: spec curation §3, §4 S4.</summary>
[CurationTable("m_border", nameof(ClipId))]
public sealed record BorderRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>First column of the picture.</summary>
    public required int X0 { get; init; }

    /// <summary>First row.</summary>
    public required int Y0 { get; init; }

    /// <summary>Column behind the last.</summary>
    public required int X1 { get; init; }

    /// <summary>Row behind the last.</summary>
    public required int Y1 { get; init; }

    /// <summary><c>none</c>, <c>black</c>, <c>coloured</c>, <c>blurred</c>, or <c>dark</c> where no frame was bright enough to tell.</summary>
    public required string Kind { get; init; }

    /// <summary>0…1.</summary>
    public required float Confidence { get; init; }

    /// <summary>Whether the border's depth changes within the clip.</summary>
    public required bool Changes { get; init; }

    /// <summary>The picture as a box; what is left for S7 to choose from.</summary>
    public PixelBox ToBox() => new(X0, Y0, X1, Y1);
}
