using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;

namespace HunyuanVideo.Curation.Stages;

/// <summary>When the frames of a clip are shown.</summary>
internal static class SourceTimes
{
    /// <summary>Seconds since the source's first frame, one for each frame of the clip.</summary>
    public static double[] Of(UnitFacts facts, AnalysedClip clip)
    {
        var times = facts.Get<FrameTimeRow>();
        return [.. Enumerable.Range(clip.First, clip.Frames).Select(times.Time)];
    }
}
