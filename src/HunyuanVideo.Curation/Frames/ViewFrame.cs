namespace HunyuanVideo.Curation.Frames;

/// <summary>
/// A decoded frame of a clip, scaled so that its longer side is at most 640 pixels, 8-bit BT.709 4:2:0. The planes belong
/// to the decoder and are overwritten by a later frame: an analyser copies what it keeps.
/// </summary>
/// <param name="Index">Number of the frame in its source, from 0.</param>
/// <param name="Time">Seconds since the source's first frame.</param>
/// <param name="Width">Columns of luma.</param>
/// <param name="Height">Rows of luma.</param>
/// <param name="Y">Luma, Width × Height bytes.</param>
/// <param name="U">Blue difference, ⌈Width/2⌉ × ⌈Height/2⌉ bytes.</param>
/// <param name="V">Red difference, same size.</param>
public sealed record ViewFrame(int Index, double Time, int Width, int Height, byte[] Y, byte[] U, byte[] V)
{
    /// <summary>Columns of a chroma plane.</summary>
    public int ChromaWidth => (Width + 1) / 2;

    /// <summary>Rows of a chroma plane.</summary>
    public int ChromaHeight => (Height + 1) / 2;
}
