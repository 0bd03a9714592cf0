namespace HunyuanVideo.Curation.Picture;

/// <summary>A pixel on an edge.</summary>
/// <param name="Cell">Cell it lies in.</param>
/// <param name="Strength">Length of its gradient.</param>
/// <param name="Width">Width of the edge, pixels.</param>
internal readonly record struct EdgeCandidate(int Cell, float Strength, float Width);
