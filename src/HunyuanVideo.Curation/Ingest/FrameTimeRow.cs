using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Ingest;

/// <summary>When each frame is shown; what frame numbers mean is fixed here. Source: spec curation §2, §3.</summary>
[CurationTable("frame_time", nameof(SourceId))]
public sealed record FrameTimeRow
{
    /// <summary>The source.</summary>
    public required string SourceId { get; init; }

    /// <summary>Time stamp of each frame, rising.</summary>
    public required long[] Pts { get; init; }

    /// <summary>Seconds of one unit of <see cref="Pts"/> are this …</summary>
    public required int TimeBaseNum { get; init; }

    /// <summary>… divided by this.</summary>
    public required int TimeBaseDen { get; init; }

    /// <summary>Numbers of the frames at which decoding can begin.</summary>
    public required int[] Keyframe { get; init; }

    /// <summary>Coded bytes of each frame.</summary>
    public required int[] PacketBytes { get; init; }

    /// <summary>Seconds since the first frame.</summary>
    public double Time(int frame) => Seconds(Pts[frame] - Pts[0]);

    /// <summary>Seconds of a difference of time stamps.</summary>
    public double Seconds(long ticks) => (double)ticks * TimeBaseNum / TimeBaseDen;
}
