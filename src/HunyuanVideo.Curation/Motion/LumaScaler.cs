using System.Numerics;
using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Shrinks luma by area averaging. Integer arithmetic: the same bytes on every machine.</summary>
internal sealed class LumaScaler
{
    private const int One = 256;    // 255 × 256 still fits 16 bits

    private readonly int _fromWidth;
    private readonly Span[] _columns;
    private readonly Span[] _rows;
    private readonly ushort[] _sums;

    /// <param name="fromWidth">Columns of the picture.</param>
    /// <param name="fromHeight">Rows of the picture.</param>
    /// <param name="longSide">Longer side of the result; a smaller picture keeps its size.</param>
    public LumaScaler(int fromWidth, int fromHeight, int longSide)
    {
        var scale = Math.Min(1, (double)longSide / Math.Max(fromWidth, fromHeight));
        (Width, Height) = (Math.Max(1, (int)Math.Round(fromWidth * scale)), Math.Max(1, (int)Math.Round(fromHeight * scale)));
        _fromWidth = fromWidth;
        (_columns, _rows) = (SpansOf(fromWidth, Width), SpansOf(fromHeight, Height));
        _sums = new ushort[fromWidth];
    }

    /// <summary>Columns of the result.</summary>
    public int Width { get; }

    /// <summary>Rows of the result.</summary>
    public int Height { get; }

    /// <summary>A new plane of the picture in <paramref name="pixels"/>.</summary>
    public LumaPlane Scale(byte[] pixels)
    {
        var result = new byte[Width * Height];
        for (var y = 0; y < Height; y++)
        {
            SumRows(pixels, _rows[y]);
            SumColumns(result.AsSpan(y * Width, Width));
        }

        return new LumaPlane(Width, Height, result);
    }

    private void SumRows(byte[] pixels, Span span)
    {
        Array.Clear(_sums);
        for (var k = 0; k < span.Weights.Length; k++)
        {
            AddRow(pixels.AsSpan((span.First + k) * _fromWidth, _fromWidth), span.Weights[k]);
        }
    }

    private void AddRow(ReadOnlySpan<byte> row, ushort weight)
    {
        var factor = new Vector<ushort>(weight);
        var x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[x..]), out var low, out var high);
            (new Vector<ushort>(_sums, x) + (low * factor)).CopyTo(_sums, x);
            (new Vector<ushort>(_sums, x + Vector<ushort>.Count) + (high * factor)).CopyTo(_sums, x + Vector<ushort>.Count);
        }

        for (; x < row.Length; x++)
        {
            _sums[x] += (ushort)(row[x] * weight);
        }
    }

    private void SumColumns(Span<byte> target)
    {
        for (var x = 0; x < target.Length; x++)
        {
            var span = _columns[x];
            var sum = (uint)One * One / 2;
            for (var k = 0; k < span.Weights.Length; k++)
            {
                sum += (uint)_sums[span.First + k] * span.Weights[k];
            }

            target[x] = (byte)(sum / (One * One));
        }
    }

    // Which source pixels a target pixel covers, with weights that add up to exactly One.
    private static Span[] SpansOf(int from, int to)
    {
        var spans = new Span[to];
        for (var i = 0; i < to; i++)
        {
            var (start, end) = ((double)i * from / to, (double)(i + 1) * from / to);
            var first = (int)start;
            var weights = new ushort[Math.Min(from, (int)Math.Ceiling(end)) - first];
            var given = 0;
            for (var k = 0; k < weights.Length; k++)
            {
                var reached = Math.Min(end, first + k + 1) - start;
                var until = k == weights.Length - 1 ? One : (int)Math.Round(One * reached / (end - start));
                weights[k] = (ushort)(until - given);
                given = until;
            }

            spans[i] = new Span(first, weights);
        }

        return spans;
    }

    private sealed record Span(int First, ushort[] Weights);
}
