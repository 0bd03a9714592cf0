using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Something that a crop should leave out.</summary>
/// <param name="Kind"><c>logo</c>, <c>watermark</c>, <c>subtitle</c>, <c>text</c> …: what <c>m_crop.avoids</c> will name.</param>
/// <param name="Box">Where, in source pixels.</param>
public sealed record CropObstacle(string Kind, PixelBox Box);
