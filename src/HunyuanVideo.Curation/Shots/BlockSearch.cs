using System.Runtime.CompilerServices;
using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Block search as it is defined; the check of <see cref="VectorBlockSearch"/>, and what runs where that cannot.</summary>
internal static class BlockSearch
{
    /// <summary>Σ|g| of each block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sizes(ReadOnlySpan<byte> structure, Span<int> sizes)
    {
        sizes.Clear();
        for (var at = 0; at < Thumbnail.Pixels; at++)
        {
            var (x, y) = (at % Thumbnail.Width, at / Thumbnail.Width);
            sizes[(y / Dissimilarity.BlockHeight * Dissimilarity.BlockColumns) + (x / Dissimilarity.BlockWidth)] += Math.Abs(structure[at] - FrameSignal.StructureZero);
        }
    }

    /// <summary>For each block of <paramref name="wanted"/> the least Σ|difference| / (both sizes + a little) over all shifts.</summary>
    public static void Ratios(ReadOnlySpan<byte> searched, ReadOnlySpan<byte> wanted, ReadOnlySpan<int> sizes, SearchReach reach, Span<float> ratios)
    {
        for (var block = 0; block < Dissimilarity.BlockCount; block++)
        {
            var (x, y) = (block % Dissimilarity.BlockColumns * Dissimilarity.BlockWidth, block / Dissimilarity.BlockColumns * Dissimilarity.BlockHeight);
            var least = float.MaxValue;
            for (var shift = 0; shift < ((2 * reach.X) + 1) * ((2 * reach.Y) + 1); shift++)
            {
                var (dx, dy) = ((shift % ((2 * reach.X) + 1)) - reach.X, (shift / ((2 * reach.X) + 1)) - reach.Y);
                least = MathF.Min(least, Ratio(searched, wanted, x, y, dx, dy, sizes[block]));
            }

            ratios[block] = least;
        }
    }

    private static float Ratio(ReadOnlySpan<byte> searched, ReadOnlySpan<byte> wanted, int x0, int y0, int dx, int dy, int size)
    {
        var (difference, foundSize) = (0, 0);
        for (var y = y0; y < y0 + Dissimilarity.BlockHeight; y++)
        {
            var row = Math.Clamp(y + dy, 0, Thumbnail.Height - 1) * Thumbnail.Width;
            for (var x = x0; x < x0 + Dissimilarity.BlockWidth; x++)
            {
                var found = searched[row + Math.Clamp(x + dx, 0, Thumbnail.Width - 1)];
                difference += Math.Abs(found - wanted[(y * Thumbnail.Width) + x]);
                foundSize += Math.Abs(found - FrameSignal.StructureZero);
            }
        }

        return difference / (size + foundSize + Dissimilarity.FlatSum);
    }
}
