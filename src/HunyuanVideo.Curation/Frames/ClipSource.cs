using HunyuanVideo.Curation.Ingest;

namespace HunyuanVideo.Curation.Frames;

/// <summary>What the decoder must know of a clip's source.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Probe">What it is.</param>
/// <param name="Times">When its frames are shown.</param>
public sealed record ClipSource(string Path, ProbeRow Probe, FrameTimeRow Times)
{
    /// <summary>Its views where they were kept; null: it is decoded for each clip.</summary>
    internal KeptViews? Views { get; init; }
}
