namespace HunyuanVideo.Curation.Captions;

/// <summary>The frames that a model is shown.</summary>
public sealed record CaptionPictureOptions
{
    /// <summary>How many.</summary>
    public int Count { get; init; } = 8;

    /// <summary>The longer side at most, pixels.</summary>
    public int LongSide { get; init; } = 512;

    /// <summary>Quality of the JPEG, 1 … 100.</summary>
    public int JpegQuality { get; init; } = 85;
}
