using System.Text;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>Headers of a ustar archive with everything fixed but name and size: the same files give the same bytes.</summary>
internal static class UstarHeader
{
    /// <summary>Size of a header, and what every member is padded to.</summary>
    public const int BlockBytes = 512;

    private const int NameBytes = 100;
    private const int SizeAt = 124;
    private const int ChecksumAt = 148;
    private const int ChecksumBytes = 8;

    /// <summary>A header: mode 0644, owner 0, time 0.</summary>
    /// <param name="name">At most 100 ASCII characters.</param>
    /// <param name="length">Bytes of the member.</param>
    public static byte[] Make(string name, long length)
    {
        var header = new byte[BlockBytes];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.ASCII.GetByteCount(name), NameBytes);
        Put(header, 0, name);
        Put(header, 100, "0000644\0");
        Put(header, 108, "0000000\0");
        Put(header, 116, "0000000\0");
        Put(header, SizeAt, Octal(length, 11) + "\0");
        Put(header, 136, "00000000000\0");
        Put(header, 156, "0");
        Put(header, 257, "ustar\0" + "00");
        Put(header, 329, "0000000\0");
        Put(header, 337, "0000000\0");
        header.AsSpan(ChecksumAt, ChecksumBytes).Fill((byte)' ');
        Put(header, ChecksumAt, Octal(header.Sum(value => (long)value), 6) + "\0 ");
        return header;
    }

    /// <summary>Name and length in a header; null at the archive's end.</summary>
    /// <exception cref="InputException">The checksum is wrong or the length is no number.</exception>
    public static (string Name, long Length)? Read(ReadOnlySpan<byte> header, string place)
    {
        if (header.IndexOfAnyExcept((byte)0) < 0)
        {
            return null;
        }

        var sum = 0L;
        for (var index = 0; index < header.Length; index++)
        {
            sum += index is >= ChecksumAt and < ChecksumAt + ChecksumBytes ? ' ' : header[index];
        }

        if (ParseOctal(header.Slice(ChecksumAt, 6)) != sum || ParseOctal(header.Slice(SizeAt, 11)) is not { } length)
        {
            throw new InputException($"{place}: a header of the archive is damaged; {SetFiles.Mend}");
        }

        var name = header[..NameBytes];
        var end = name.IndexOf((byte)0);
        return (Encoding.ASCII.GetString(end < 0 ? name : name[..end]), length);
    }

    /// <summary>Bytes that fill a member up to whole blocks.</summary>
    public static int Padding(long length) => (int)((BlockBytes - (length % BlockBytes)) % BlockBytes);

    private static void Put(byte[] header, int at, string text) => Encoding.ASCII.GetBytes(text, header.AsSpan(at));

    private static string Octal(long value, int digits) => Convert.ToString(value, 8).PadLeft(digits, '0');

    private static long? ParseOctal(ReadOnlySpan<byte> digits)
    {
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return null;
            }

            value = (value * 8) + (digit - '0');
        }

        return value;
    }
}
