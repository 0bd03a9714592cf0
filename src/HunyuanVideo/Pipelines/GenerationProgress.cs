namespace HunyuanVideo.Pipelines;

/// <summary>How far a pipeline is.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Units finished; 0 when the stage begins.</param>
/// <param name="Total">Units of the stage.</param>
public sealed record GenerationProgress(GenerationStage Stage, int Done, int Total);
