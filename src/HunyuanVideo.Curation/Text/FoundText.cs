using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Text;

/// <summary>A line of text in a picture.</summary>
/// <param name="Quad">Where, in pixels of the picture.</param>
/// <param name="Score">How sure the detector is, 0 … 1.</param>
public sealed record FoundText(TextQuad Quad, float Score)
{
    /// <summary>The upright box around it.</summary>
    public PixelBox Box { get; } = Quad.Bounds;

    /// <summary>Where the ink is: what counts as covered. The box itself unless the detector leaves a margin.</summary>
    public TextQuad Ink { get; init; } = Quad;

    /// <summary>Shared area over the smaller one's, of upright boxes: 0 apart, 1 one inside the other.</summary>
    public static double Overlap(PixelBox a, PixelBox b)
    {
        var smaller = Math.Min(a.Area, b.Area);
        return smaller == 0 ? 0 : (double)a.Intersect(b).Area / smaller;
    }
}
