using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>Two clips for every source, without looking at it.</summary>
internal sealed class PlainPlanStage : IClipPlanStage
{
    public StageDeclaration Declaration { get; } = new() { Name = "plan", Version = 1, Unit = UnitKind.Source, Writes = [typeof(ToyClipRow)] };

    public Task<StageResult> RunAsync(SourceUnit source, UnitFacts facts, int threads, CancellationToken cancellationToken) =>
        Task.FromResult(new StageResult([Row(source.SourceId, 0), Row(source.SourceId, 1)]));

    public IReadOnlyList<AnalysedClip> ClipsOf(UnitFacts facts) =>
        [.. facts.All<ToyClipRow>().Select(row => new AnalysedClip(row.ClipId, row.SourceId, row.First, row.Last, 1, 1, 1, 1))];

    private static ToyClipRow Row(string sourceId, int frame) =>
        new() { ClipId = CurationIds.Clip(sourceId, frame, frame), SourceId = sourceId, First = frame, Last = frame };
}
