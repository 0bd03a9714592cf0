using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>Cuts a source into clips of ten frames.</summary>
internal sealed class ToyPlanStage : IClipPlanStage
{
    private const int Length = 10;

    public StageDeclaration Declaration { get; } = new()
    {
        Name = "plan",
        Version = 1,
        Unit = UnitKind.Source,
        Reads = ["probe"],
        Writes = [typeof(ToyClipRow)],
    };

    public Task<StageResult> RunAsync(SourceUnit source, UnitFacts facts, int threads, CancellationToken cancellationToken)
    {
        var frames = facts.Get<ProbeRow>().Frames;
        var firsts = Enumerable.Range(0, frames / Length).Select(part => part * Length);
        return Task.FromResult(new StageResult([.. firsts.Select(first => Row(source.SourceId, first))]));
    }

    public IReadOnlyList<AnalysedClip> ClipsOf(UnitFacts facts)
    {
        var (probe, times) = (facts.Get<ProbeRow>(), facts.Get<FrameTimeRow>());
        return
        [
            .. facts.All<ToyClipRow>().Select(row => new AnalysedClip(
                row.ClipId, row.SourceId, row.First, row.Last, probe.Width, probe.Height, probe.Fps ?? 0, times.Time(row.Last) - times.Time(row.First))),
        ];
    }

    private static ToyClipRow Row(string sourceId, int first) => new()
    {
        ClipId = CurationIds.Clip(sourceId, first, first + Length - 1),
        SourceId = sourceId,
        First = first,
        Last = first + Length - 1,
    };
}
