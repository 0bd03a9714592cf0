using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Motion;

/// <summary>One picture as the shot detector compares it. Source: spec curation §7.</summary>
public interface IShotStructure
{
    /// <summary>S of §7, the larger of both directions: 0 for the same picture, 0.3 and more for another shot.</summary>
    /// <param name="other">A later picture.</param>
    /// <param name="isWide">Doubles the search, for pictures with fast motion between them.</param>
    double DistanceTo(IShotStructure other, bool isWide);
}

/// <summary>Takes a picture's structure from a part of a frame; keeps nothing of the frame.</summary>
/// <param name="frame">The frame.</param>
/// <param name="crop">The part, in pixels of the frame.</param>
public delegate IShotStructure ShotStructureOf(ViewFrame frame, PixelBox crop);
