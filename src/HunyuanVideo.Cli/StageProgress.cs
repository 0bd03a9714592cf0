using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli;

/// <summary>Shows the stages of a pipeline.</summary>
internal sealed class StageProgress(IProgress<WorkProgress> display) : IProgress<GenerationProgress>
{
    /// <inheritdoc/>
    public void Report(GenerationProgress value)
    {
        var (stage, unit) = value.Stage switch
        {
            GenerationStage.Hashing => ("reading the model", "file"),
            GenerationStage.EncodingText => ("encoding the text", "text"),
            GenerationStage.Sampling => ("sampling", "step"),
            GenerationStage.Decoding => ("decoding", "frame"),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value.Stage, "unknown stage."),
        };
        display.Report(new WorkProgress(stage, unit, value.Done, value.Total));
    }
}
