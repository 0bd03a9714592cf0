using System.Globalization;
using System.Text;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Reads a film's packets with ffprobe. No answer is no fault: the film is then decoded whole, and that says what is wrong with it.</summary>
internal static class PacketProbe
{
    private const int MostCharacters = 1 << 26;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>Containers whose index leads a decoder to any key frame.</summary>
    private static readonly string[] SeekableFormats = ["mov", "matroska"];

    private sealed record Packet(long Pts, bool IsKey);

    /// <summary>The packets, or null where stamps are missing or twice there, or the container finds no key frame exactly.</summary>
    public static async Task<PacketTable?> ReadAsync(FfmpegTools tools, string path, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        using var process = FfmpegProcess.Start(
            tools.Ffprobe, path,
            [
                .. DecoderSafety.ProbeArguments, "-select_streams", "V:0",
                "-show_entries", "packet=pts,flags:stream=time_base:format=format_name", "-of", "compact", .. DecoderSafety.Input(path),
            ]);
        try
        {
            var table = await ReadAsync(new StreamReader(process.Output, Encoding.UTF8), limit.Token).ConfigureAwait(false);
            await process.FinishAsync(limit.Token).ConfigureAwait(false);
            return table;
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<PacketTable?> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var (packets, stream, format, characters) = (new List<Packet>(), "", "", 0);
        while (characters < MostCharacters && await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            characters += line.Length;
            if (line.StartsWith("packet|", StringComparison.Ordinal))
            {
                packets.Add(Parse(line));
            }
            else if (line.StartsWith("stream|", StringComparison.Ordinal))
            {
                stream = line;
            }
            else if (line.StartsWith("format|", StringComparison.Ordinal))
            {
                format = Value(line, "format_name").ToString();
            }
        }

        var isWhole = characters < MostCharacters && format.Split(',').Intersect(SeekableFormats, StringComparer.Ordinal).Any();
        return isWhole ? Table(packets, stream) : null;
    }

    private static Packet Parse(string line)
    {
        var flags = Value(line, "flags");
        return flags.Contains('D') ? new Packet(long.MaxValue, false) : new Packet(Number(Value(line, "pts")), flags.Contains('K'));
    }

    private static PacketTable? Table(List<Packet> packets, string stream)
    {
        packets.RemoveAll(packet => packet.Pts == long.MaxValue);
        packets.Sort((a, b) => a.Pts.CompareTo(b.Pts));
        var unit = Unit(Value(stream, "time_base"));
        var isClean = packets.Count > 1 && unit > 0 && packets[0].Pts != long.MinValue && packets.Zip(packets.Skip(1)).All(pair => pair.Second.Pts > pair.First.Pts);
        if (!isClean)
        {
            return null;
        }

        var keys = Enumerable.Range(0, packets.Count).Where(frame => packets[frame].IsKey).ToArray();
        return new PacketTable([.. packets.Select(packet => packet.Pts)], keys, unit);
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

    private static long Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : long.MinValue;

    private static double Unit(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash < 0 ? 0 : (double)Number(text[..slash]) / Math.Max(1, Number(text[(slash + 1)..]));
    }
}
