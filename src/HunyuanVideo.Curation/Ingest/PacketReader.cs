using System.Globalization;
using System.Text;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>Reads the lines of ffprobe about packets; lines and counts are bounded.</summary>
internal static class PacketReader
{
    private const int MostLineCharacters = 4096;

    /// <summary>Lines <c>packet|pts=…|size=…|flags=…</c> of ffprobe.</summary>
    /// <exception cref="InvalidDataException">More than <paramref name="most"/>, or no such lines.</exception>
    public static async Task<List<MediaPacket>> ReadPacketsAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        var packets = new List<MediaPacket>();
        await foreach (var line in LinesAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            if (line.StartsWith("packet|", StringComparison.Ordinal))
            {
                packets.Add(packets.Count < most ? Packet(line) : throw new InvalidDataException(FormattableString.Invariant($"more than {most} frames")));
            }
        }

        return packets;
    }

    private static MediaPacket Packet(string line)
    {
        var (pts, bytes, flags) = ((long?)null, 0, "");
        foreach (var field in line.Split('|'))
        {
            var at = field.IndexOf('=', StringComparison.Ordinal);
            var value = field[(at + 1)..];
            switch (at < 0 ? "" : field[..at])
            {
                case "pts":
                    pts = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) ? time : null;
                    break;
                case "size":
                    _ = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out bytes);
                    break;
                case "flags":
                    flags = value;
                    break;
                default:
                    break;
            }
        }

        return new MediaPacket(pts, bytes, flags.Contains('K', StringComparison.Ordinal), flags.Contains('D', StringComparison.Ordinal));
    }

    private static async IAsyncEnumerable<string> LinesAsync(
        Stream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length <= MostLineCharacters)
            {
                yield return line;
            }
        }
    }
}
