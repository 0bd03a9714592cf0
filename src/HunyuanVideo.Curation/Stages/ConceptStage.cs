using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S14 as a stage of a run. Source: spec curation §4 S14.</summary>
/// <param name="options">Numbers of the search; its threads do not change the answer.</param>
/// <param name="space">The space of the vectors.</param>
/// <param name="embedding">The stage that makes them.</param>
public sealed class ConceptStage(ConceptOptions options, string space = LookAnalyser.Space, string embedding = LookAnalyser.Stage) : IBarrierStage
{
    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = space == LookAnalyser.Space ? SphericalKMeans.Stage : $"{SphericalKMeans.Stage}_{space}",
        Version = SphericalKMeans.Version,
        Unit = UnitKind.All,
        Options = options with { Threads = 0 },
        Reads = [embedding],
        Writes = [typeof(ConceptRow), typeof(ConceptOfRow)],
        CostSeconds = 0.01,
    };

    /// <inheritdoc/>
    public Task<StageResult> RunAsync(CurationReader reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var rows = reader.Rows<EmbeddingRow>("space = $space", ("space", space));
        if (rows.Count == 0)
        {
            return Task.FromResult(new StageResult([], "no_clips"));
        }

        var found = new SphericalKMeans(options).Run(space, VectorTable.From(rows.Select(row => (row.ClipId, row.Vector))), cancellationToken);
        return Task.FromResult(new StageResult([.. found.Concepts, .. found.Members]));
    }
}
