namespace HunyuanVideo.Curation.Frames;

/// <summary>The luma of one picture, row by row from the top, 16…235 for black to white unless a source was tagged otherwise.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Width × Height bytes.</param>
public sealed record LumaPlane(int Width, int Height, byte[] Pixels)
{
    /// <summary>One row.</summary>
    public ReadOnlySpan<byte> Row(int y) => Pixels.AsSpan(y * Width, Width);
}
