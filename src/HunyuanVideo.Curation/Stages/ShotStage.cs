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
public sealed class ShotStage(FfmpegTools tools, ShotOptions options, ProbeOptions probe) : ISourceStage
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
        // What S1 decodes whole is seen whole here too, with its decode or without: a run that was stopped between them finds the same.
        var times = facts.Get<FrameTimeRow>();
        var finder = times.Seconds(times.Pts[^1] - times.Pts[0]) <= probe.DecodeAllSeconds ? _wholeFinder : _finder;
        var film = source.Pass.Film?.Found
            ?? await TryFindAsync(finder, source, threads, cancellationToken).ConfigureAwait(false)
            ?? await FindAsync(finder, source, cancellationToken).ConfigureAwait(false);
        return new StageResult(
        [
            .. film.Shots.Select(shot => new ShotRow { SourceId = source.SourceId, First = shot.First, Last = shot.Last }),
            .. film.Transitions.Select(transition => TransitionRow.From(source.SourceId, transition)),
        ]);
    }

    // A decoder that was killed leaves no message: only what fails alone and with one thread too is the file's fault.
    private static async Task<SourceShots?> TryFindAsync(ShotFinder finder, SourceUnit source, int threads, CancellationToken cancellationToken)
    {
        try
        {
            return await finder.FindAsync(source.Path, threads, cancellationToken).ConfigureAwait(false);
        }
        catch (InputException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static async Task<SourceShots> FindAsync(ShotFinder finder, SourceUnit source, CancellationToken cancellationToken)
    {
        try
        {
            return await finder.FindAsync(source.Path, 1, cancellationToken).ConfigureAwait(false);
        }
        catch (InputException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new QuarantineException("undecodable", fault.Message, ["hyvideo", "curate", "shots", source.Path]);
        }
    }
}
