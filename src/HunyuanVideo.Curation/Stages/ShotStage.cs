using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S2 as a stage of a run. Source: spec curation §4 S2.</summary>
/// <param name="tools">The executables.</param>
/// <param name="options">Numbers of the search.</param>
/// <param name="probe">Says which sources S1 decodes whole.</param>
/// <param name="decode">Says which sources' views are kept, and so how those are decoded.</param>
public sealed class ShotStage(FfmpegTools tools, ShotOptions options, ProbeOptions probe, ClipDecodeOptions decode) : ISourceStage
{
    private readonly ShotFinder _finder = new(tools, options);
    private readonly ShotFinder _wholeFinder = new(tools, options with { Decoding = options.Decoding with { Strategy = DecodeStrategy.Whole } });

    /// <inheritdoc/>
    public StageDeclaration Declaration { get; } = new()
    {
        Name = ShotFinder.StageName,
        Version = ShotFinder.AlgorithmVersion,
        Unit = UnitKind.Source,
        Options = options,
        Reads = [SourceProbe.Stage],
        Writes = [typeof(ShotRow), typeof(TransitionRow)],
        Resource = ResourceClass.Decode,
        CostSeconds = 0.4,
    };

    /// <inheritdoc/>
    public void Join(SourcePass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        pass.Film = new WholeFilm(options, workers: 1);
    }

    /// <inheritdoc/>
    /// <exception cref="QuarantineException">The film cannot be decoded.</exception>
    public async Task<StageResult> RunAsync(SourceUnit source, UnitFacts facts, int threads, CancellationToken cancellationToken)
    {
        var film = source.Pass.Shots ?? (ViewPlan.Of(facts.Get<ProbeRow>(), decode) is null
            ? await FindInFileAsync(source, facts.Get<FrameTimeRow>(), threads, cancellationToken).ConfigureAwait(false)
            : await FindInPassAsync(source, facts.Get<ProbeRow>(), cancellationToken).ConfigureAwait(false));
        return new StageResult(
        [
            .. film.Shots.Select(shot => new ShotRow { SourceId = source.SourceId, First = shot.First, Last = shot.Last }),
            .. film.Transitions.Select(transition => TransitionRow.From(source.SourceId, transition)),
        ]);
    }

    // What S1 decodes whole is seen whole here too, with its decode or without: a run that was stopped between them finds the same.
    private Task<SourceShots> FindInFileAsync(SourceUnit source, FrameTimeRow times, int threads, CancellationToken cancellationToken)
    {
        var finder = times.Seconds(times.Pts[^1] - times.Pts[0]) <= probe.DecodeAllSeconds ? _wholeFinder : _finder;
        return TwiceAsync(source, isAlone => finder.FindAsync(source.Path, isAlone ? 1 : threads, cancellationToken), cancellationToken);
    }

    // The same pictures as in S1's decode. The views that it keeps spare the clips theirs; alone it goes without, for their files may be at fault.
    private Task<SourceShots> FindInPassAsync(SourceUnit source, ProbeRow row, CancellationToken cancellationToken) =>
        TwiceAsync(source, isAlone => Task.Run(() => source.Pass.Decode(tools, source.Path, row, keepsViews: !isAlone, cancellationToken), cancellationToken), cancellationToken);

    // A decoder that was killed leaves no message: only what fails alone too is the file's fault.
    private static async Task<SourceShots> TwiceAsync(SourceUnit source, Func<bool, Task<SourceShots>> find, CancellationToken cancellationToken)
    {
        try
        {
            return await find(false).ConfigureAwait(false);
        }
        catch (InputException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        try
        {
            return await find(true).ConfigureAwait(false);
        }
        catch (InputException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new QuarantineException("undecodable", fault.Message, ["hyvideo", "curate", "shots", source.Path]);
        }
    }
}
