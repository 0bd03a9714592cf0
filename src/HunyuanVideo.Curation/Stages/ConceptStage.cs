using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S14 as a stage of a run. Source: spec curation §4 S14.</summary>
/// <param name="options">Numbers of the search; its threads do not change the answer.</param>
public sealed class ConceptStage(ConceptOptions options) : IBarrierStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = SphericalKMeans.Stage,
        Version = SphericalKMeans.Version,
        Unit = UnitKind.All,
        Options = options with { Threads = 0 },
        Reads = [LookAnalyser.Stage],
        Writes = [typeof(ConceptRow), typeof(ConceptOfRow)],
        CostSeconds = 0.01,
    };

    /// <inheritdoc/>
    public Task<StageResult> RunAsync(CurationReader reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var rows = reader.Rows<EmbeddingRow>($"space = '{LookAnalyser.Space}'");
        if (rows.Count == 0)
        {
            return Task.FromResult(new StageResult([], "no_clips"));
        }

        var found = new SphericalKMeans(options).Run(LookAnalyser.Space, VectorTable.From(rows.Select(row => (row.ClipId, row.Vector))), cancellationToken);
        return Task.FromResult(new StageResult([.. found.Concepts, .. found.Members]));
    }
}
