namespace HunyuanVideo.Curation.Ingest;

/// <summary>What ffprobe says of a film's packets; what was not asked for is empty.</summary>
/// <param name="Packets">In the order of the file.</param>
/// <param name="TimeBase">Seconds per unit of time stamp; 0/1 where it is not known.</param>
/// <param name="Pixels">Pixels of a frame; 0 where that is not known.</param>
/// <param name="Formats">Names of the container.</param>
internal sealed record PacketListing(IReadOnlyList<MediaPacket> Packets, (long Num, long Den) TimeBase, long Pixels, IReadOnlyList<string> Formats);
