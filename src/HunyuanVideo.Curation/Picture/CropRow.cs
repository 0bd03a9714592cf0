using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>The part of the picture worth training on. Source: spec curation §3, §4 S7.</summary>
[CurationTable("m_crop", nameof(ClipId))]
public sealed record CropRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>First column, in source pixels.</summary>
    public required int X0 { get; init; }

    /// <summary>First row.</summary>
    public required int Y0 { get; init; }

    /// <summary>Column behind the last; X1 − X0 is even.</summary>
    public required int X1 { get; init; }

    /// <summary>Row behind the last; Y1 − Y0 is even.</summary>
    public required int Y1 { get; init; }

    /// <summary>Share of the border box that is left.</summary>
    public required float KeptArea { get; init; }

    /// <summary>Width over height.</summary>
    public required float Aspect { get; init; }

    /// <summary>What the choice cost, by <see cref="CropOptions"/>.</summary>
    public required float Cost { get; init; }

    /// <summary>Kinds of the obstacles cut off, sorted and joined by commas; empty if none was.</summary>
    public required string Avoids { get; init; }

    /// <summary>The crop as a box.</summary>
    public PixelBox ToBox() => new(X0, Y0, X1, Y1);
}
