using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Running;

/// <summary>A clip and its source.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Source">Where it lies.</param>
/// <param name="Facts">Rows of its source.</param>
public sealed record ClipUnit(AnalysedClip Clip, SourceUnit Source, UnitFacts Facts);
