using System.Buffers.Binary;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>In how many frames each pixel is an edge: of any direction, and of its most frequent one.</summary>
internal sealed class EdgePersistence
{
    private const int PixelsPerByte = 8;

    // Eight bits spread over eight bytes, so that one addition counts eight pixels.
    private static readonly ulong[] Spread = [.. Enumerable.Range(0, 256).Select(SpreadBits)];

    private readonly int _width;
    private readonly int _height;
    private readonly int _frames;
    private readonly int _stride;
    private readonly byte[] _any;
    private readonly byte[] _directed;

    public EdgePersistence(int width, int height, IReadOnlyList<SignedEdges> frames)
    {
        (_width, _height, _frames) = (width, height, frames.Count);
        _stride = SignedEdges.BytesPerRow(width) * PixelsPerByte;
        _any = new byte[_stride * height];
        _directed = new byte[_stride * height];
        for (var direction = 0; direction < SignedEdges.Directions; direction++)
        {
            KeepGreatest(Count(frames, direction));
        }

        CountAny(frames);
    }

    /// <summary>Share of the frames in which the pixel is an edge that rises one way.</summary>
    public double Directed(int x, int y) => _directed[(y * _stride) + x] / (double)_frames;

    /// <summary>Pixels inside <paramref name="box"/> that are edges far more often than the picture is.</summary>
    public BitMask Staying(PixelBox box, OverlayOptions options)
    {
        var mask = new BitMask(_width, _height);
        var (any, directed) = (Least(_any, box, options), Least(_directed, box, options));
        for (var y = box.Y0; y < box.Y1; y++)
        {
            for (var x = box.X0; x < box.X1; x++)
            {
                var at = (y * _stride) + x;
                mask[x, y] = _any[at] >= any || _directed[at] >= directed;
            }
        }

        return mask;
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

        var background = new LumaDistribution(pixels).Percentile(options.BackgroundPercentile) / (double)_frames;
        return Math.Max(options.LeastPersistence, background + options.OverBackground) * _frames;
    }

    private byte[] Count(IReadOnlyList<SignedEdges> frames, int direction)
    {
        var counts = new byte[_stride * _height];
        foreach (var frame in frames)
        {
            AddTo(counts, frame.Bits(direction));
        }

        return counts;
    }

    private void CountAny(IReadOnlyList<SignedEdges> frames)
    {
        var bits = new byte[_any.Length / PixelsPerByte];
        foreach (var frame in frames)
        {
            frame.Bits(0).CopyTo(bits);
            for (var direction = 1; direction < SignedEdges.Directions; direction++)
            {
                var more = frame.Bits(direction);
                for (var i = 0; i < bits.Length; i++)
                {
                    bits[i] |= more[i];
                }
            }

            AddTo(_any, bits);
        }
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

    private void KeepGreatest(byte[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            _directed[i] = Math.Max(_directed[i], counts[i]);
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
