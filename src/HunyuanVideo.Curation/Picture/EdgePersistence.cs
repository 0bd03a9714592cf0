using System.Buffers.Binary;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>In how many frames each pixel is an edge along one axis: at all, and with its more frequent sign.</summary>
internal sealed class EdgePersistence
{
    private const int PixelsPerByte = 8;

    // Eight bits spread over eight bytes, so that one addition counts eight pixels.
    private static readonly ulong[] Spread = [.. Enumerable.Range(0, 256).Select(SpreadBits)];

    private readonly bool _alongRows;
    private readonly int _frames;
    private readonly int _stride;
    private readonly byte[] _any;
    private readonly byte[] _directed;

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="frames">Edges of the frames, at most 255.</param>
    /// <param name="alongRows">Whether the edges rise along the rows; else along the columns.</param>
    public EdgePersistence(int width, int height, IReadOnlyList<SignedEdges> frames, bool alongRows)
    {
        _alongRows = alongRows;
        var rising = alongRows ? SignedEdges.AlongRows : SignedEdges.AlongColumns;
        _frames = frames.Count;
        _stride = SignedEdges.BytesPerRow(width) * PixelsPerByte;
        (_any, _directed) = (new byte[_stride * height], new byte[_stride * height]);
        var falling = new byte[_stride * height];
        foreach (var frame in frames)
        {
            AddTo(_directed, frame.Bits(rising));
            AddTo(falling, frame.Bits(rising + 1));
        }

        for (var i = 0; i < falling.Length; i++)
        {
            _any[i] = (byte)(_directed[i] + falling[i]);    // no edge rises both ways at once
            _directed[i] = Math.Max(_directed[i], falling[i]);
        }
    }

    /// <summary>Share of the frames in which the pixel is an edge of this axis.</summary>
    public double Share(int x, int y) => _any[(y * _stride) + x] / (double)_frames;

    /// <summary>Sets the pixels of <paramref name="mask"/> inside <paramref name="box"/> that are edges far more often than the picture is.</summary>
    public void Mark(BitMask mask, PixelBox box, TemporalMoments moments, OverlayOptions options)
    {
        var (any, directed, coherent) = (Least(_any, box, options), Least(_directed, box, options), options.CoherentPersistence * _frames);
        for (var y = box.Y0; y < box.Y1; y++)
        {
            for (var x = box.X0; x < box.X1; x++)
            {
                var at = (y * _stride) + x;
                mask[x, y] |= _any[at] >= any || _directed[at] >= directed
                    || (_directed[at] >= coherent && moments.Gradient(x, y, _alongRows) >= options.CoherentEdge);
            }
        }
    }

    /// <summary>Least count of frames: the share asked for, and well above the background's.</summary>
    private double Least(byte[] counts, PixelBox box, OverlayOptions options)
    {
        var pixels = new long[_frames + 1];
        for (var y = box.Y0; y < box.Y1; y++)
        {
            foreach (var count in counts.AsSpan((y * _stride) + box.X0, box.Width))
            {
                pixels[count]++;
            }
        }

        var background = new LevelDistribution(pixels).Percentile(options.BackgroundPercentile) / (double)_frames;
        return Math.Max(options.LeastPersistence, background + options.OverBackground) * _frames;
    }

    private static void AddTo(byte[] counts, ReadOnlySpan<byte> bits)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits[i] != 0)
            {
                var eight = counts.AsSpan(i * PixelsPerByte, PixelsPerByte);
                BinaryPrimitives.WriteUInt64LittleEndian(eight, BinaryPrimitives.ReadUInt64LittleEndian(eight) + Spread[bits[i]]);
            }
        }
    }

    private static ulong SpreadBits(int bits)
    {
        var spread = 0UL;
        for (var bit = 0; bit < PixelsPerByte; bit++)
        {
            spread |= (ulong)((bits >> bit) & 1) << (bit * PixelsPerByte);
        }

        return spread;
    }
}
