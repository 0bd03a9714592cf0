namespace HunyuanVideo.Curation.Ingest;

/// <summary>Time stamps, key frames and sizes of the frames that decode. Source: spec curation §2.</summary>
internal sealed record FrameTable
{
    /// <summary>Rising time stamps.</summary>
    public required long[] Pts { get; init; }

    /// <summary>Numbers of the frames at which decoding can begin.</summary>
    public required int[] Keyframes { get; init; }

    /// <summary>Coded bytes of each frame.</summary>
    public required int[] Bytes { get; init; }

    /// <summary>The decoder's time stamps did not rise and were replaced by a constant step.</summary>
    public required bool IsRepaired { get; init; }

    /// <summary>The middle interval in units of time; 0 for one frame.</summary>
    public long MedianInterval
    {
        get
        {
            var intervals = Intervals().Order().ToArray();
            return intervals.Length == 0 ? 0 : intervals[intervals.Length / 2];
        }
    }

    /// <summary>Joins the frames that were decoded with the packets they came from.</summary>
    /// <param name="decoded">Time stamps in the order of presentation.</param>
    /// <param name="packets">All packets, in the order of the file.</param>
    public static FrameTable Of(IReadOnlyList<long> decoded, IReadOnlyList<MediaPacket> packets)
    {
        var isRising = Enumerable.Range(1, Math.Max(0, decoded.Count - 1)).All(frame => decoded[frame] > decoded[frame - 1]);
        var pts = isRising ? [.. decoded] : Evenly(decoded);
        var bytes = new int[pts.Length];
        var keys = new SortedSet<int>();
        var shown = packets.Where(packet => !packet.IsHidden).ToList();
        for (var index = 0; index < shown.Count && pts.Length > 0; index++)
        {
            // A packet that is no frame of its own (the second field, one that does not decode) counts with the frame before.
            var found = shown[index].Pts is { } time && isRising ? Array.BinarySearch(pts, time) : Math.Min(index, pts.Length - 1);
            var frame = found >= 0 ? found : Math.Max(0, ~found - 1);
            bytes[frame] = (int)Math.Min(int.MaxValue, (long)bytes[frame] + shown[index].Bytes);
            if (shown[index].IsKey && found >= 0)
            {
                keys.Add(frame);
            }
        }

        return new FrameTable { Pts = pts, Keyframes = [.. keys], Bytes = bytes, IsRepaired = !isRising };
    }

    /// <summary>Frames per unit of time vary.</summary>
    public bool IsVariable(double tolerance, double share)
    {
        var median = MedianInterval;
        var odd = Intervals().Count(interval => Math.Abs(interval - median) > tolerance * median);
        return odd > share * Math.Max(1, Pts.Length - 1);
    }

    private IEnumerable<long> Intervals() => Enumerable.Range(1, Math.Max(0, Pts.Length - 1)).Select(frame => Pts[frame] - Pts[frame - 1]);

    private static long[] Evenly(IReadOnlyList<long> decoded)
    {
        var steps = Enumerable.Range(1, decoded.Count - 1).Select(frame => decoded[frame] - decoded[frame - 1]).Where(step => step > 0).Order().ToArray();
        var step = steps.Length == 0 ? 1 : steps[steps.Length / 2];
        return [.. Enumerable.Range(0, decoded.Count).Select(frame => decoded[0] + (frame * step))];
    }
}
