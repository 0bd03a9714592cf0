using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Running;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>S2 as a stage of a run. Source: spec curation §4 S2.</summary>
/// <param name="tools">The executables.</param>
/// <param name="options">Numbers of the search.</param>
public sealed class ShotStage(FfmpegTools tools, ShotOptions options) : ISourceStage
{
    private readonly ShotFinder _finder = new(tools, options);

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
    /// <exception cref="QuarantineException">The film cannot be decoded.</exception>
    public async Task<StageResult> RunAsync(SourceUnit source, UnitFacts facts, int threads, CancellationToken cancellationToken)
    {
        // A decoder that was killed leaves no message: only what fails alone and with one thread too is the file's fault.
        var film = await TryFindAsync(source, threads, cancellationToken).ConfigureAwait(false) ?? await FindAsync(source, cancellationToken).ConfigureAwait(false);
        return new StageResult(
        [
            .. film.Shots.Select(shot => new ShotRow { SourceId = source.SourceId, First = shot.First, Last = shot.Last }),
            .. film.Transitions.Select(transition => TransitionRow.From(source.SourceId, transition)),
        ]);
    }

    private async Task<SourceShots?> TryFindAsync(SourceUnit source, int threads, CancellationToken cancellationToken)
    {
        try
        {
            return await _finder.FindAsync(source.Path, threads, cancellationToken).ConfigureAwait(false);
        }
        catch (InputException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private async Task<SourceShots> FindAsync(SourceUnit source, CancellationToken cancellationToken)
    {
        try
        {
            return await _finder.FindAsync(source.Path, 1, cancellationToken).ConfigureAwait(false);
        }
        catch (InputException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new QuarantineException("undecodable", fault.Message, ["hyvideo", "curate", "shots", source.Path]);
        }
    }
}
