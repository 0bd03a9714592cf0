namespace HunyuanVideo.Curation.Store;

/// <summary>One unit of work: what is measured by which stage. Source: spec curation §5.</summary>
/// <param name="UnitId">Source, clip, file or barrier.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="StageKey">Key of the stage.</param>
public sealed record WorkUnit(string UnitId, string Stage, string StageKey);
