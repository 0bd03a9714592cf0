using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>Reads what ffprobe says of packets (<c>-of compact</c>); lines and counts are bounded, for a film may name things as it likes.</summary>
internal static class PacketReader
{
    private const int MostLineCharacters = 4096;
    private const int BlockCharacters = 1 << 14;

    /// <summary>Reads lines <c>packet|pts=…|size=…|flags=…</c>, <c>stream|width=…|height=…|time_base=…</c> and <c>format|format_name=…</c>.</summary>
    /// <param name="stream">The output of ffprobe.</param>
    /// <param name="most">Packets at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">More than <paramref name="most"/>.</exception>
    public static async Task<PacketListing> ReadAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        var (packets, timeBase, pixels, formats) = (new List<MediaPacket>(), (0L, 1L), 0L, Array.Empty<string>());
        await foreach (var line in LinesAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            switch (line[..Math.Max(0, line.IndexOf('|', StringComparison.Ordinal))])
            {
                case "packet":
                    packets.Add(packets.Count < most ? Packet(line) : throw new InvalidDataException(FormattableString.Invariant($"more than {most} frames")));
                    break;
                case "stream":
                    timeBase = Fraction(Value(line, "time_base"));
                    pixels = Math.Max(0, Number(Value(line, "width")) ?? 0) * Math.Max(0, Number(Value(line, "height")) ?? 0);
                    break;
                case "format":
                    formats = Value(line, "format_name").ToString().Split(',');
                    break;
                default:
                    break;
            }
        }

        return new PacketListing(packets, timeBase, pixels, formats);
    }

    private static MediaPacket Packet(string line)
    {
        var flags = Value(line, "flags");
        _ = int.TryParse(Value(line, "size"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes);
        return new MediaPacket(Number(Value(line, "pts")), bytes, flags.Contains('K'), flags.Contains('D'));
    }

    private static ReadOnlySpan<char> Value(string line, string name)
    {
        var at = line.IndexOf($"|{name}=", StringComparison.Ordinal);
        if (at < 0)
        {
            return [];
        }

        var value = line.AsSpan(at + name.Length + 2);
        return value.IndexOf('|') is var end and >= 0 ? value[..end] : value;
    }

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static (long Num, long Den) Fraction(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash < 0 ? (0, 1) : (Number(text[..slash]) ?? 0, Math.Max(1, Number(text[(slash + 1)..]) ?? 1));
    }

    // A line that does not end is read past, never kept.
    private static async IAsyncEnumerable<string> LinesAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        var (block, line, isTooLong) = (new char[BlockCharacters], new StringBuilder(), false);
        int count;
        while ((count = await reader.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
        {
            for (var at = 0; at < count;)
            {
                var end = Array.IndexOf(block, '\n', at, count - at);
                var length = (end < 0 ? count : end) - at;
                isTooLong |= line.Length + length > MostLineCharacters;
                line.Append(block, at, isTooLong ? 0 : length);
                at += length + 1;
                if (end >= 0)
                {
                    if (!isTooLong)
                    {
                        yield return line.ToString();
                    }

                    (line, isTooLong) = (line.Clear(), false);
                }
            }
        }

        if (!isTooLong)
        {
            yield return line.ToString();
        }
    }
}
