using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>A logo or watermark that lies over the picture, in source pixels. Source: spec curation §3, §4 S5.</summary>
[CurationTable("m_overlay", nameof(ClipId), nameof(Index))]
public sealed record OverlayRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Number within the clip, from 0, by descending area.</summary>
    public required int Index { get; init; }

    /// <summary><c>logo</c>, <c>watermark</c>, <c>clock</c> or <c>other</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>First column.</summary>
    public required int X0 { get; init; }

    /// <summary>First row.</summary>
    public required int Y0 { get; init; }

    /// <summary>Column behind the last.</summary>
    public required int X1 { get; init; }

    /// <summary>Row behind the last.</summary>
    public required int Y1 { get; init; }

    /// <summary>Share of the frames in which its edges stand, halved where the scene is static: up to 0.5 nothing is certain.</summary>
    public required float Persistence { get; init; }

    /// <summary>Mean height of its edges, levels.</summary>
    public required float Contrast { get; init; }

    /// <summary><c>edges</c>, <c>edges_static_scene</c>, or a model's name.</summary>
    public required string Detector { get; init; }

    /// <summary>Its place as an obstacle for S7.</summary>
    public CropObstacle ToObstacle() => new(Kind, new PixelBox(X0, Y0, X1, Y1));
}
