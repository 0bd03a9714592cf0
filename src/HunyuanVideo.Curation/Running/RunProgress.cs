using System.Collections.Immutable;

namespace HunyuanVideo.Curation.Running;

/// <summary>How far a run is.</summary>
/// <param name="Stages">One for each stage of the run, in order.</param>
/// <param name="Seconds">Time since it began.</param>
public sealed record RunProgress(ImmutableArray<StageProgress> Stages, double Seconds);
