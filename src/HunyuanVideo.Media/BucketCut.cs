namespace HunyuanVideo.Media;

/// <summary>How a clip is cut to its bucket.</summary>
/// <param name="Size">The bucket's size.</param>
/// <param name="Frames">Frames taken, one of the grid's durations.</param>
/// <param name="Stride">Every so many frames one is taken.</param>
/// <param name="Resized">Size to scale to before cutting.</param>
/// <param name="CropLeft">Columns cut off at the left.</param>
/// <param name="CropTop">Rows cut off at the top.</param>
/// <param name="LatentFrames">(frames − 1)/4 + 1.</param>
/// <param name="Tokens">Tokens of one clip in the transformer.</param>
/// <param name="BatchSize">Clips of a batch within the token budget, at least 1.</param>
public sealed record BucketCut(
    BucketSize Size, int Frames, int Stride, BucketSize Resized, int CropLeft, int CropTop, int LatentFrames, int Tokens, int BatchSize);
