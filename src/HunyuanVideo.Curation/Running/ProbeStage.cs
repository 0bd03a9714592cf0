using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Running;

/// <summary>S1 as a stage of a run.</summary>
/// <param name="tools">The executables.</param>
/// <param name="options">Bounds.</param>
/// <param name="clock">Measures the limits.</param>
public sealed class ProbeStage(FfmpegTools tools, ProbeOptions options, TimeProvider clock) : ISourceStage
{
    private readonly SourceProbe _probe = new(tools, options, clock);

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = SourceProbe.Stage,
        Version = SourceProbe.Version,
        Unit = UnitKind.Source,
        Options = options,
        Writes = [typeof(ProbeRow), typeof(FrameTimeRow)],
        Resource = ResourceClass.Decode,
        CostSeconds = 0.5,
    };

    /// <inheritdoc/>
    public async Task<StageResult> RunAsync(SourceUnit source, UnitFacts facts, int threads, CancellationToken cancellationToken)
    {
        var result = await _probe.ProbeAsync(source.SourceId, source.Path, threads, source.Pass, cancellationToken).ConfigureAwait(false);
        source.Pass.Confirm(result.Probe);
        return new StageResult([result.Probe, result.Times], result.IsRepaired ? "pts_repaired" : null);
    }
}
