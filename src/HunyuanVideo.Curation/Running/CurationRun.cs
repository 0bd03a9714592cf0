using System.Collections.Immutable;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Running;

/// <summary>
/// The local runner: takes files in, runs every stage on every unit that lacks it, and can be killed at any point.
/// Source: spec curation §5, §11.
/// </summary>
/// <param name="stages">In order: sources, the clip plan last of them, clips, barriers.</param>
/// <param name="tools">The executables.</param>
/// <param name="clock">Measures time.</param>
/// <param name="catalog">The tables, or null for this library's.</param>
/// <param name="files">The disk, or null for the machine's own.</param>
public sealed class CurationRun(IEnumerable<IStage> stages, FfmpegTools tools, TimeProvider clock, TableCatalog? catalog = null, IFileLayer? files = null)
{
    private readonly ImmutableArray<IStage> _stages = [.. stages];

    /// <summary>Runs until all is done.</summary>
    /// <param name="options">What and how.</param>
    /// <param name="progress">Told after each unit.</param>
    /// <param name="cancellationToken">The user's wish to stop: no unit is begun, running ones have 2 s, all that is done is kept.</param>
    /// <exception cref="InputException">Wrong options, or another process writes to the folder.</exception>
    /// <exception cref="StoreFullException">The disk is full.</exception>
    /// <exception cref="RunStoppedException">Too many units failed of one cause.</exception>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public async Task<RunReport> ExecuteAsync(CurationRunOptions options, IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.IsDryRun && !File.Exists(new CurationFolder(options.Folder).Header))
        {
            return await ForecastNewAsync(options, progress, cancellationToken).ConfigureAwait(false);
        }

        var plan = StagePlan.Of(_stages, options.Until, options.Only);
        var store = new CurationStore(options.Folder, catalog, files);
        using var writer = store.OpenWriter(clock);
        using var scope = new RunScope(writer, plan, options, progress, clock);
        using var kill = new CancellationTokenSource();
        using var wish = cancellationToken.Register(() => kill.CancelAfter(TimeSpan.FromSeconds(options.Retry.StopSeconds)));
        var ingest = await IngestAsync(scope, cancellationToken).ConfigureAwait(false);
        if (!options.IsDryRun)
        {
            writer.SetStages(plan.FixedKeys);
        }

        await RunUnitsAsync(scope, options.IsDryRun ? ingest?.Added ?? 0 : 0, cancellationToken, kill.Token).ConfigureAwait(false);
        var notices = await RunBarriersAsync(scope, cancellationToken).ConfigureAwait(false);
        return new RunReport
        {
            Ingest = ingest,
            Progress = scope.Board.Now(),
            MissingSources = [.. scope.Missing.Order(StringComparer.Ordinal)],
            Notices = [.. EmptyNotices(ingest, options), .. writer.Notices, .. scope.Board.Failures(), .. notices],
            EstimatedSeconds = options.IsDryRun ? scope.Board.CostLeft() : 0,
        };
    }

    private static IEnumerable<string> EmptyNotices(IngestReport? ingest, CurationRunOptions options) =>
        ingest is { Files: 0 } ? [FileWalk.NoFile(options.Inputs)] : [];

    // A dry run leaves no folder where none was: an empty one elsewhere stands in for it.
    private async Task<RunReport> ForecastNewAsync(CurationRunOptions options, IProgress<RunProgress>? progress, CancellationToken cancellationToken)
    {
        var standIn = Directory.CreateTempSubdirectory("hyvideo-");
        try
        {
            var store = new CurationStore(standIn.FullName, catalog, files);
            store.OpenWriter(clock).Dispose();
            return await ExecuteAsync(options with { Folder = standIn.FullName }, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            standIn.Delete(recursive: true);
        }
    }

    private async Task<IngestReport?> IngestAsync(RunScope scope, CancellationToken cancellationToken)
    {
        var options = scope.Options;
        var isAsked = !options.Inputs.IsEmpty || scope.Writer.Store.Quarantine.Released().Count > 0;
        if (!isAsked || !scope.Plan.IsSelected(SourceIngest.Stage))
        {
            return null;
        }

        var ingest = new SourceIngest(scope.Writer, scope.Outcomes, clock);
        return options.IsDryRun
            ? ingest.Forecast(options.Inputs)
            : await ingest.RunAsync(options.Inputs, options.Ingest with { Jobs = options.Jobs }, null, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunUnitsAsync(RunScope scope, int fresh, CancellationToken stop, CancellationToken kill)
    {
        using var reader = scope.Writer.Store.OpenReader();
        var blobs = new LocalBlobStore(reader);
        var earlier = new EarlierRows(reader);
        var clips = new ClipChain(scope, new ClipDecoder(tools, scope.Options.Decode, clock), earlier);
        var chain = new SourceChain(scope, blobs, earlier, clips);
        ImmutableArray<string> sources = [.. blobs.Sources.Take(scope.Options.Limit ?? int.MaxValue)];
        foreach (var source in sources)
        {
            chain.CountSource(source);
        }

        chain.CountNew(Math.Min(fresh, (scope.Options.Limit ?? int.MaxValue) - sources.Length));

        WorkPool? pool = null;
        pool = new WorkPool(sources.Select(source => (Func<Task>)(() => chain.RunAsync(source, pool!.Push, kill))), scope.Options.Jobs);
        try
        {
            await pool.RunAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            pool.Dispose();
            await scope.Outcomes.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }

        stop.ThrowIfCancellationRequested();
    }

    private static async Task<List<string>> RunBarriersAsync(RunScope scope, CancellationToken cancellationToken)
    {
        var notices = new List<string>();
        var barriers = new BarrierRun(scope);
        foreach (var stage in scope.Plan.Barriers.Where(stage => !scope.Options.IsDryRun && scope.Plan.IsSelected(stage.Declaration.Name)))
        {
            if (await barriers.RunAsync(stage, cancellationToken).ConfigureAwait(false) is { } notice)
            {
                notices.Add(notice);
                break;      // what comes after reads it
            }
        }

        return notices;
    }
}
