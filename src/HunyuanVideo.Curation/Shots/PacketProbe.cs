using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Reads a film's packets with ffprobe. No answer is no fault: the film is then decoded whole, and that says what is wrong with it.</summary>
internal static class PacketProbe
{
    private const int MostPackets = 1 << 21;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>Containers whose index leads a decoder to any key frame.</summary>
    private static readonly string[] SeekableFormats = ["mov", "matroska"];

    /// <summary>The packets, or null where stamps are missing or twice there, or the container finds no key frame exactly.</summary>
    public static async Task<PacketTable?> ReadAsync(FfmpegTools tools, string path, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        using var process = FfmpegProcess.Start(
            tools.Ffprobe, path,
            [
                .. DecoderSafety.ProbeArguments, "-select_streams", "V:0",
                "-show_entries", "packet=pts,flags:stream=width,height,time_base:format=format_name", "-of", "compact", .. DecoderSafety.Input(path),
            ]);
        try
        {
            var listing = await PacketReader.ReadAsync(process.Output, MostPackets, limit.Token).ConfigureAwait(false);
            await process.FinishAsync(limit.Token).ConfigureAwait(false);
            return listing.Formats.Intersect(SeekableFormats, StringComparer.Ordinal).Any() ? Table(listing) : null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static PacketTable? Table(PacketListing listing)
    {
        var shown = listing.Packets.Where(packet => !packet.IsHidden).OrderBy(packet => packet.Pts).ToList();     // without a stamp first
        var isClean = shown.Count > 1 && listing.TimeBase.Num > 0 && shown[0].Pts is not null && shown.Zip(shown.Skip(1)).All(pair => pair.Second.Pts > pair.First.Pts);
        if (!isClean)
        {
            return null;
        }

        var keys = Enumerable.Range(0, shown.Count).Where(frame => shown[frame].IsKey).ToArray();
        return new PacketTable([.. shown.Select(packet => packet.Pts!.Value)], keys, (double)listing.TimeBase.Num / listing.TimeBase.Den, listing.Pixels);
    }
}
