using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S3 as a stage of a run: which clips a source has. Source: spec curation §4 S3.</summary>
/// <param name="tools">The executables.</param>
/// <param name="options">Numbers of the plan.</param>
/// <param name="decode">What clips are made of.</param>
public sealed class ClipStage(FfmpegTools tools, ClipPlanOptions options, ClipDecodeOptions decode) : IClipPlanStage
{
    private readonly ClipPlanner _planner = new(tools, decode, options);

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = ClipPlanner.StageName,
        Version = ClipPlanner.AlgorithmVersion,
        Unit = UnitKind.Source,
        Options = options,
        Reads = [SourceProbe.Stage, ShotFinder.StageName],
        Writes = [typeof(ClipRow)],
        Resource = ResourceClass.Decode,
        CostSeconds = 0.1,
    };

    /// <inheritdoc/>
    /// <exception cref="QuarantineException">The film can no longer be decoded.</exception>
    public async Task<StageResult> RunAsync(SourceUnit source, UnitFacts facts, int threads, CancellationToken cancellationToken)
    {
        try
        {
            var clipSource = new ClipSource(source.Path, facts.Get<ProbeRow>(), facts.Get<FrameTimeRow>()) { Views = source.Pass.Views };
            var rows = await _planner.PlanAsync(clipSource, FilmOf(facts), cancellationToken).ConfigureAwait(false);
            return new StageResult([.. rows], rows.Count == 0 ? "no_shot_long_enough" : null);
        }
        catch (InputException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new QuarantineException("undecodable", fault.Message, ["hyvideo", "curate", "shots", source.Path]);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<AnalysedClip> ClipsOf(UnitFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var probe = facts.Get<ProbeRow>();
        return
        [
            .. facts.All<ClipRow>().OrderBy(row => row.First).Select(row => new AnalysedClip(
                row.ClipId, row.SourceId, row.First, row.Last, probe.Width, probe.Height, row.Fps ?? 0, row.DurationS)),
        ];
    }

    private static SourceShots FilmOf(UnitFacts facts)
    {
        var times = facts.Get<FrameTimeRow>();
        return new SourceShots(
            FrameTimes.From(times.Pts, times.TimeBaseNum, times.TimeBaseDen),
            [.. facts.All<TransitionRow>().OrderBy(row => row.First).Select(row => new Transition(KindOf(row.Kind), row.First, row.Last, row.Score))],
            [.. facts.All<ShotRow>().OrderBy(row => row.First).Select(row => new Shot(row.First, row.Last))]);
    }

    private static TransitionKind KindOf(string name) => Enum.Parse<TransitionKind>(name, ignoreCase: true);
}
