using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HunyuanVideo.Curation.Picture;

/// <summary>
/// A luma plane with its edge pixels repeated outwards, so that neighbours and whole vectors may be read anywhere in
/// the picture. The buffer is reused from plane to plane.
/// </summary>
internal sealed class PaddedPlane
{
    /// <summary>Pixels repeated at the left and at the top; at the right and at the bottom there are 16 more.</summary>
    public const int Margin = 8;

    // A whole block may begin at the last pixel of a tiny picture.
    private const int FarMargin = Margin + ByteLanes.Count;

    private byte[] _pixels = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int Stride { get; private set; }

    /// <summary>Takes a copy of <paramref name="pixels"/>, width × height.</summary>
    public void Fill(ReadOnlySpan<byte> pixels, int width, int height)
    {
        (Width, Height, Stride) = (width, height, width + Margin + FarMargin);
        var size = Stride * (height + Margin + FarMargin);
        if (_pixels.Length < size)
        {
            _pixels = new byte[size];
        }

        for (var y = -Margin; y < height + FarMargin; y++)
        {
            var source = pixels.Slice(Math.Clamp(y, 0, height - 1) * width, width);
            var target = _pixels.AsSpan((y + Margin) * Stride, Stride);
            target[..Margin].Fill(source[0]);
            source.CopyTo(target[Margin..]);
            target[(Margin + width)..].Fill(source[^1]);
        }
    }

    /// <summary>Place of a pixel in <see cref="Pixels"/>; it may lie as far outside as pixels are repeated.</summary>
    public int Offset(int x, int y) => ((y + Margin) * Stride) + Margin + x;

    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>The sixteen pixels from <paramref name="offset"/> on.</summary>
    public Vector128<byte> Load(int offset) => Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_pixels), (nuint)offset);
}
