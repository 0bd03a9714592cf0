using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Running;

/// <summary>A stage over everything: it begins when all units of the stages it reads are done, and runs anew when they change.</summary>
public interface IBarrierStage : IStage
{
    /// <summary>Measures everything.</summary>
    /// <param name="reader">The tables as they are now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<StageResult> RunAsync(CurationReader reader, CancellationToken cancellationToken);
}
