using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Running;

/// <summary>Runs the stages of one source that are missing, then hands its clips on. Source: spec curation §11.</summary>
/// <param name="scope">The run.</param>
/// <param name="blobs">Finds files.</param>
/// <param name="earlier">Rows of earlier runs.</param>
/// <param name="clips">Runs a clip.</param>
internal sealed class SourceChain(RunScope scope, IBlobStore blobs, EarlierRows earlier, ClipChain clips)
{
    private const double DeclaredMediaSeconds = 5;

    // Until S1 has run only the size tells how long a film may take: 2 Mbit/s, so that a limit is rather too wide.
    private const double AssumedBytesPerSecond = 250_000;

    /// <summary>Runs a source.</summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="push">Takes the work on each clip.</param>
    /// <param name="cancellationToken">Kills what runs.</param>
    public async Task RunAsync(string sourceId, Action<Func<Task>> push, CancellationToken cancellationToken)
    {
        var (store, hasClips) = (scope.Writer.Store, scope.Plan.Clips.Any(stage => scope.Plan.IsSelected(stage.Declaration.Name)));
        var pass = new SourcePass(scope.Options.Decode, store.Disk, hasClips ? store.Folder.Scratch : null);
        try
        {
            await RunAsync(sourceId, pass, push, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            pass.Leave();
        }
    }

    private async Task RunAsync(string sourceId, SourcePass pass, Action<Func<Task>> push, CancellationToken cancellationToken)
    {
        var facts = new UnitFacts();
        SourceUnit? source = null;
        foreach (var stage in scope.Plan.Sources)
        {
            if (scope.IsDone(stage, sourceId))
            {
                facts.Add(earlier.OfSource(stage.Declaration, sourceId));
                continue;
            }

            var mayRun = scope.Plan.IsSelected(stage.Declaration.Name) && !scope.Options.IsDryRun;
            source ??= mayRun ? Joined(Find(sourceId, pass)) : null;
            var isStuck = source is not null || scope.StateOf(stage, sourceId) == LedgerStates.Quarantined;
            var result = mayRun && source is not null ? await RunStageAsync(stage, source, facts, cancellationToken).ConfigureAwait(false) : null;
            if (result is null)
            {
                Drop(isStuck ? scope.Plan.Sources.SkipWhile(other => other != stage).Skip(1) : []);
                return;
            }

            facts.Add(result.Rows);
        }

        foreach (var clip in (scope.Plan.ClipPlan?.ClipsOf(facts) ?? []).Reverse())     // the newest is taken first
        {
            CountClip(clip);
            if (!scope.Options.IsDryRun && clips.Missing(clip.ClipId).Length > 0 && (source ??= Find(sourceId, pass)) is { } known)
            {
                pass.Enter();
                push(() => RunClipAsync(new ClipUnit(clip, known, facts), cancellationToken));
            }
        }
    }

    private async Task RunClipAsync(ClipUnit clip, CancellationToken cancellationToken)
    {
        try
        {
            await clips.RunAsync(clip, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            clip.Source.Pass.Leave();
        }
    }

    /// <summary>Counts a source in every stage, before any is begun.</summary>
    public void CountSource(string sourceId)
    {
        foreach (var stage in scope.Plan.Sources)
        {
            Count(stage, sourceId);
        }
    }

    /// <summary>Counts sources that a dry run did not take in.</summary>
    public void CountNew(int sources)
    {
        foreach (var name in scope.Plan.Sources.Select(stage => stage.Declaration.Name).Where(scope.Plan.IsSelected))
        {
            for (var source = 0; source < sources; source++)
            {
                scope.Board.Add(name, isDone: false, isQuarantined: false);
            }
        }
    }

    private SourceUnit? Joined(SourceUnit? source)
    {
        foreach (var stage in source is null ? [] : scope.Plan.Sources.Where(stage => scope.Plan.IsSelected(stage.Declaration.Name) && !scope.IsDone(stage, source.SourceId)))
        {
            stage.Join(source!.Pass);
        }

        return source;
    }

    private SourceUnit? Find(string sourceId, SourcePass pass)
    {
        if (blobs.PathOf(sourceId) is { } path)
        {
            return new SourceUnit(sourceId, path, pass);
        }

        scope.Missing.Add(sourceId);
        return null;
    }

    private async Task<StageResult?> RunStageAsync(ISourceStage stage, SourceUnit source, UnitFacts facts, CancellationToken cancellationToken)
    {
        if (scope.TryClaim(scope.Plan.Unit(stage, source.SourceId)) is not { } claim)
        {
            return null;
        }

        var begin = scope.Clock.GetTimestamp();
        try
        {
            var known = facts.Find<ProbeRow>()?.DurationS;
            var seconds = known ?? new FileInfo(source.Path).Length / AssumedBytesPerSecond;
            var estimate = stage.Declaration.CostSeconds * Math.Max(1, seconds / DeclaredMediaSeconds);
            var result = await scope.Attempts.RunAsync(
                estimate, scope.Threads, (threads, token) => stage.RunAsync(source, facts, threads, token), cancellationToken).ConfigureAwait(false);
            await scope.CompleteAsync(claim, result, scope.CostSince(begin), known ?? 0).ConfigureAwait(false);
            return result;
        }
        catch (Exception fault) when (!RunScope.EndsRun(fault, cancellationToken))
        {
            await scope.GiveUpAsync(claim, fault, scope.CostSince(begin), source.Path).ConfigureAwait(false);
            return null;
        }
    }

    // A source that got stuck never comes to the stages after.
    private void Drop(IEnumerable<ISourceStage> stages)
    {
        foreach (var name in stages.Select(stage => stage.Declaration.Name).Where(scope.Plan.IsSelected))
        {
            scope.Board.Drop(name);
        }
    }

    private void CountClip(AnalysedClip clip)
    {
        foreach (var stage in scope.Plan.Clips)
        {
            Count(stage, clip.ClipId);
        }
    }

    private void Count(IStage stage, string unitId)
    {
        if (scope.Plan.IsSelected(stage.Declaration.Name))
        {
            var state = scope.StateOf(stage, unitId);
            scope.Board.Add(stage.Declaration.Name, state == LedgerStates.Done, state == LedgerStates.Quarantined);
        }
    }
}
