namespace HunyuanVideo.Curation.Decoding;

/// <summary>One frame of a film at 64×36, full colour resolution: all that shots are found by.</summary>
/// <param name="Pts">Time stamp in the stream's time base; <see cref="long.MinValue"/> where there is none.</param>
/// <param name="IsBidirectional">Whether it is a B picture.</param>
/// <param name="Planes">Y, U and V, each <see cref="Pixels"/> bytes.</param>
internal sealed record Thumbnail(long Pts, bool IsBidirectional, byte[] Planes)
{
    public const int Width = 64;
    public const int Height = 36;
    public const int Pixels = Width * Height;
    public const int PlaneCount = 3;

    /// <summary>The whole picture at once: the area filter weighs every pixel, so noise and codec steps average out.</summary>
    public const string Filter = "scale=64:36:flags=area,format=yuv444p";

    /// <summary>A frame that came through the filter.</summary>
    public static Thumbnail Of(DecodedFrame frame) => new(frame.Pts, frame.IsBidirectional, frame.Pixels);
}
