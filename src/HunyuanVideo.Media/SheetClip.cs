namespace HunyuanVideo.Media;

/// <summary>One row of a <see cref="ContactSheet"/>.</summary>
/// <param name="Pixels">[T, H, W, 3] row-major, sRGB.</param>
/// <param name="Frames">T.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
/// <param name="Caption">Written above the frames; may be empty.</param>
public sealed record SheetClip(ReadOnlyMemory<byte> Pixels, int Frames, int Height, int Width, string Caption)
{
    /// <summary>The row reduced to the frames that a sheet of <paramref name="columns"/> shows; keeps no other memory alive.</summary>
    public SheetClip Thin(int columns)
    {
        var (shown, frameBytes) = (FramesShown(columns), Height * Width * 3);
        var pixels = new byte[shown.Length * frameBytes];
        for (var column = 0; column < shown.Length; column++)
        {
            Pixels.Slice(shown[column] * frameBytes, frameBytes).CopyTo(pixels.AsMemory(column * frameBytes));
        }

        return this with { Pixels = pixels, Frames = shown.Length };
    }

    /// <summary>Indices of <paramref name="columns"/> frames, spread evenly from the first to the last; all when there are fewer.</summary>
    internal int[] FramesShown(int columns)
    {
        var shown = Math.Min(columns, Frames);
        return [.. Enumerable.Range(0, shown).Select(column => shown == 1 ? 0 : (int)Math.Round((double)column * (Frames - 1) / (shown - 1)))];
    }
}
