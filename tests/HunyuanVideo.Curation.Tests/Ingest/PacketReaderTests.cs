using System.Text;
using HunyuanVideo.Curation.Ingest;

namespace HunyuanVideo.Curation.Tests.Ingest;

public sealed class PacketReaderTests
{
    [Fact]
    public async Task Packets_time_base_and_formats_are_read()
    {
        var listing = await ReadAsync("packet|pts=-512|size=70|flags=K__\npacket|pts=N/A|size=x|flags=_D_\nstream|time_base=1/12800\nformat|format_name=mov,mp4", 9);

        Assert.Equal([new MediaPacket(-512, 70, true, false), new MediaPacket(null, 0, false, true)], listing.Packets);
        Assert.Equal((1, 12800), listing.TimeBase);
        Assert.Equal(["mov", "mp4"], listing.Formats);
    }

    [Fact]
    public async Task A_line_without_end_is_read_past_and_never_kept()
    {
        const int Length = 8 << 20;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("packet|pts=1|flags=K\npacket|pts=2|flags=" + new string('K', Length) + "\npacket|pts=3|flags=K\n"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var listing = await PacketReader.ReadAsync(stream, 9, TestContext.Current.CancellationToken);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Length / 8);
        Assert.Equal([1, 3], listing.Packets.Select(packet => packet.Pts));
    }

    [Fact]
    public async Task More_packets_than_allowed_are_a_fault() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("packet|pts=1\npacket|pts=2\n", 1));

    private static async Task<PacketListing> ReadAsync(string text, int most)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await PacketReader.ReadAsync(stream, most, TestContext.Current.CancellationToken);
    }
}
