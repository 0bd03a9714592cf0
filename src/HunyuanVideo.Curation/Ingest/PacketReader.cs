using System.Globalization;
using System.Text;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>Reads the lines of ffprobe and ffmpeg about packets and frames; lines and counts are bounded.</summary>
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
                Require(packets.Count < most, most);
                packets.Add(Packet(line));
            }
        }

        return packets;
    }

    /// <summary>Lines <c>0, dts, pts, …</c> of the frame list that ffmpeg writes.</summary>
    /// <exception cref="InvalidDataException">More than <paramref name="most"/>.</exception>
    public static async Task<List<long>> ReadFramesAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        const int PtsField = 2;
        var frames = new List<long>();
        await foreach (var line in LinesAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            var fields = line.Split(',');
            if (!line.StartsWith('#') && fields.Length > PtsField
                && long.TryParse(fields[PtsField], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var pts))
            {
                Require(frames.Count < most, most);
                frames.Add(pts);
            }
        }

        return frames;
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

    private static void Require(bool holds, int most)
    {
        if (!holds)
        {
            throw new InvalidDataException(FormattableString.Invariant($"more than {most} frames"));
        }
    }
}
