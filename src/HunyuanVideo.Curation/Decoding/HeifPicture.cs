using System.Buffers.Binary;

namespace HunyuanVideo.Curation.Decoding;

/// <summary>
/// Pictures in HEIF files, by their first boxes: ffmpeg shows plain AVIF as it is meant, reads no HEIC, and passes over what
/// says that a picture is turned, mirrored, transparent or made of tiles. Source: ISO/IEC 23008-12 §6.5, §6.6.
/// </summary>
internal static class HeifPicture
{
    private const int BoxHead = 8;
    private const int BrandBytes = 4;

    private static ReadOnlySpan<byte> Transparency => "auxiliary:alpha"u8;

    /// <summary>Whether a file is such a picture, and not one that ffmpeg shows as it is meant.</summary>
    /// <param name="head">Its first bytes; the description of a picture lies there.</param>
    public static bool IsMisread(ReadOnlySpan<byte> head)
    {
        var brands = Box(head, 0, "ftyp"u8);
        if (brands.Length < BrandBytes || !IsPictureBrand(brands[..BrandBytes]))
        {
            return false;
        }

        var meta = Box(head, BoxHead + brands.Length, "meta"u8);
        return brands.IndexOf("avi"u8) < 0       // avif, or avis where it moves
            || meta.IndexOf("grid"u8) >= 0 || meta.IndexOf("irot"u8) >= 0 || meta.IndexOf("imir"u8) >= 0 || meta.IndexOf(Transparency) >= 0;
    }

    private static bool IsPictureBrand(ReadOnlySpan<byte> brand) =>
        brand[..2].SequenceEqual("he"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) || brand[..3].SequenceEqual("avi"u8);

    /// <summary>What a box holds, as far as it is there; empty where another lies.</summary>
    private static ReadOnlySpan<byte> Box(ReadOnlySpan<byte> head, int begin, ReadOnlySpan<byte> kind)
    {
        var box = head[Math.Min(begin, head.Length)..];
        if (box.Length < BoxHead || !box[BrandBytes..BoxHead].SequenceEqual(kind))
        {
            return [];
        }

        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(box), box.Length);
        return length < BoxHead ? [] : box[BoxHead..length];
    }
}
