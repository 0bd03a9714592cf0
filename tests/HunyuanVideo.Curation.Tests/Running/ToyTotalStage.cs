using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>Counts clips, over everything.</summary>
internal sealed class ToyTotalStage : IBarrierStage
{
    public StageDeclaration Declaration { get; } = new()
    {
        Name = "total",
        Version = 1,
        Unit = UnitKind.All,
        Reads = ["read"],
        Writes = [typeof(ToyTotalRow)],
    };

    public Task<StageResult> RunAsync(CurationReader reader, CancellationToken cancellationToken) =>
        Task.FromResult(StageResult.Of(new ToyTotalRow { Id = "clips", Clips = reader.Count("SELECT count(*) FROM toy_read") }));
}
