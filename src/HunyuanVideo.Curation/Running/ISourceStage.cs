namespace HunyuanVideo.Curation.Running;

/// <summary>A stage that measures a source.</summary>
public interface ISourceStage : IStage
{
    /// <summary>Told before the first stage of a source runs that this one will: here it says what it wants of another's decode.</summary>
    void Join(SourcePass pass)
    {
    }

    /// <summary>Measures one source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="facts">Rows of the stages before.</param>
    /// <param name="threads">Threads it may use.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<StageResult> RunAsync(SourceUnit source, UnitFacts facts, int threads, CancellationToken cancellationToken);
}
