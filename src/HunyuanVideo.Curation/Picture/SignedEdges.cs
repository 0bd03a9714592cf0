using System.Runtime.Intrinsics;

namespace HunyuanVideo.Curation.Picture;

/// <summary>
/// Edges of one frame as bits, by direction of the rise: rightwards, leftwards, downwards, upwards. The outline of an
/// overlay rises the same way in every frame; a texture that passes does so by chance.
/// </summary>
internal sealed class SignedEdges
{
    public const int Directions = 4;

    /// <summary>The direction that rises along a row; the next one falls.</summary>
    public const int AlongRows = 0;

    /// <summary>The direction that rises along a column, downwards; the next one falls.</summary>
    public const int AlongColumns = 2;

    private readonly byte[] _bits;
    private readonly int _bytesPerRow;

    private SignedEdges(int width, int height)
    {
        _bytesPerRow = BytesPerRow(width);
        _bits = new byte[_bytesPerRow * height * Directions];
    }

    public static int BytesPerRow(int width) => (width + ByteLanes.Count - 1) / ByteLanes.Count * (ByteLanes.Count / 8);

    public static SignedEdges Of(PaddedPlane plane, short threshold)
    {
        var edges = new SignedEdges(plane.Width, plane.Height);
        var (above, below) = (Vector256.Create(threshold), Vector256.Create((short)-threshold));
        for (var y = 0; y < plane.Height; y++)
        {
            for (var word = 0; word < edges._bytesPerRow / 2; word++)
            {
                var (x, down) = Sobel(plane, plane.Offset(word * ByteLanes.Count, y));
                var at = (y * edges._bytesPerRow) + (word * 2);
                edges.Set(AlongRows, at, Vector256.GreaterThan(x, above));
                edges.Set(AlongRows + 1, at, Vector256.LessThan(x, below));
                edges.Set(AlongColumns, at, Vector256.GreaterThan(down, above));
                edges.Set(AlongColumns + 1, at, Vector256.LessThan(down, below));
            }
        }

        return edges;
    }

    /// <summary>Bits of one direction: 8 pixels a byte, the first in the lowest bit.</summary>
    public ReadOnlySpan<byte> Bits(int direction) => _bits.AsSpan(direction * (_bits.Length / Directions), _bits.Length / Directions);

    private void Set(int direction, int at, Vector256<short> mask)
    {
        var bits = Vector256.ExtractMostSignificantBits(mask);
        var start = (direction * (_bits.Length / Directions)) + at;
        _bits[start] = (byte)bits;
        _bits[start + 1] = (byte)(bits >> 8);
    }

    private static (Vector256<short> X, Vector256<short> Y) Sobel(PaddedPlane plane, int at)
    {
        var (up, down) = (at - plane.Stride, at + plane.Stride);
        var upperLeft = ByteLanes.Widen(plane.Load(up - 1));
        var upperRight = ByteLanes.Widen(plane.Load(up + 1));
        var lowerLeft = ByteLanes.Widen(plane.Load(down - 1));
        var lowerRight = ByteLanes.Widen(plane.Load(down + 1));
        var across = ByteLanes.Widen(plane.Load(at + 1)) - ByteLanes.Widen(plane.Load(at - 1));
        var along = ByteLanes.Widen(plane.Load(down)) - ByteLanes.Widen(plane.Load(up));
        return (upperRight - upperLeft + lowerRight - lowerLeft + across + across, lowerLeft - upperLeft + lowerRight - upperRight + along + along);
    }
}
