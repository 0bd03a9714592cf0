namespace HunyuanVideo.Curation.Running;

/// <summary>Ends the measurement of a clip.</summary>
/// <param name="facts">Rows of the stages before, of the clip and of its source.</param>
/// <param name="cancellationToken">Stops it.</param>
public delegate Task<StageResult> ClipFinish(UnitFacts facts, CancellationToken cancellationToken);
