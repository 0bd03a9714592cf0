using System.Collections.Immutable;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Running;

/// <summary>Runs the stages of one clip that are missing, with one decode for all. Source: spec curation §4, §11.</summary>
/// <param name="scope">The run.</param>
/// <param name="decoder">Delivers the frames.</param>
/// <param name="earlier">Rows of earlier runs.</param>
internal sealed class ClipChain(RunScope scope, ClipDecoder decoder, EarlierRows earlier)
{
    private const double DeclaredMediaSeconds = 5;

    /// <summary>Stages of a clip that can run now: those it has not, all of whose inputs it has or will have.</summary>
    public ImmutableArray<IClipStage> Missing(string clipId)
    {
        var available = scope.Plan.Sources.Select(stage => stage.Declaration.Name).Append(SourceIngest.Stage).ToHashSet(StringComparer.Ordinal);
        var missing = ImmutableArray.CreateBuilder<IClipStage>();
        foreach (var stage in scope.Plan.Clips)
        {
            var state = scope.StateOf(stage, clipId);
            var canRun = state is null or LedgerStates.Failed or LedgerStates.Lost
                && scope.Plan.IsSelected(stage.Declaration.Name) && stage.Declaration.Reads.All(available.Contains);
            if (canRun)
            {
                missing.Add(stage);
            }

            if (canRun || state == LedgerStates.Done)
            {
                available.Add(stage.Declaration.Name);
            }
        }

        return missing.ToImmutable();
    }

    public async Task RunAsync(ClipUnit clip, CancellationToken cancellationToken)
    {
        var open = Missing(clip.Clip.ClipId)
            .Select(stage => (Stage: stage, Claim: scope.TryClaim(stage, clip.Clip.ClipId)))
            .Where(pair => pair.Claim is not null).ToDictionary(pair => pair.Stage, pair => pair.Claim!);
        if (open.Count == 0)
        {
            return;
        }

        var begin = scope.Clock.GetTimestamp();
        var facts = new UnitFacts(clip.Facts);
        foreach (var stage in scope.Plan.Clips.Where(stage => !open.ContainsKey(stage) && scope.IsDone(stage, clip.Clip.ClipId)))
        {
            facts.Add(earlier.OfClip(stage.Declaration, clip.Clip.ClipId));
        }

        var estimate = open.Keys.Sum(stage => stage.Declaration.CostSeconds) * Math.Max(1, clip.Clip.DurationSeconds / DeclaredMediaSeconds);
        Dictionary<IClipStage, ClipFinish> finishes;
        try
        {
            finishes = await scope.Attempts.RunAsync(estimate, scope.Threads, (_, token) => PassAsync(clip, open.Keys, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!RunScope.EndsRun(fault, cancellationToken))
        {
            await GiveUpAllAsync(open, fault, scope.CostSince(begin), clip.Source.Path).ConfigureAwait(false);
            return;
        }

        await FinishAsync(clip, open, finishes, facts, estimate, (float)(scope.Clock.GetElapsedTime(begin).TotalSeconds / open.Count), cancellationToken).ConfigureAwait(false);
    }

    // The decode is shared: each stage carries an equal part of its time.
    private async Task FinishAsync(
        ClipUnit clip, Dictionary<IClipStage, WorkClaim> open, Dictionary<IClipStage, ClipFinish> finishes, UnitFacts facts, double estimate,
        float share, CancellationToken cancellationToken)
    {
        var lost = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stage in scope.Plan.Clips.Where(open.ContainsKey))
        {
            var begin = scope.Clock.GetTimestamp();
            try
            {
                var gone = stage.Declaration.Reads.FirstOrDefault(lost.Contains);
                var result = gone is null
                    ? await FinishOneAsync(stage, finishes[stage], facts, estimate, cancellationToken).ConfigureAwait(false)
                    : throw new InvalidOperationException($"it reads {gone}, which failed.");
                facts.Add(result.Rows);
                var cost = scope.CostSince(begin);
                await scope.CompleteAsync(open[stage], result, cost with { Seconds = cost.Seconds + share }, clip.Clip.DurationSeconds).ConfigureAwait(false);
            }
            catch (Exception fault) when (!RunScope.EndsRun(fault, cancellationToken))
            {
                lost.Add(stage.Declaration.Name);
                await scope.GiveUpAsync(open[stage], fault, scope.CostSince(begin), clip.Source.Path).ConfigureAwait(false);
            }
        }
    }

    private async Task<StageResult> FinishOneAsync(IClipStage stage, ClipFinish finish, UnitFacts facts, double estimate, CancellationToken cancellationToken)
    {
        var isModel = stage.Declaration.Resource == ResourceClass.Model;
        if (isModel)
        {
            await scope.Model.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            // What waits for others may be tried again; what measured frames cannot, for its analysers are spent.
            return stage.Declaration.Resource is ResourceClass.Remote or ResourceClass.Io
                ? await scope.Attempts.RunAsync(estimate, scope.Threads, (_, token) => finish(facts, token), cancellationToken).ConfigureAwait(false)
                : await finish(facts, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isModel)
            {
                scope.Model.Release();
            }
        }
    }

    private Task<Dictionary<IClipStage, ClipFinish>> PassAsync(ClipUnit clip, IEnumerable<IClipStage> stages, CancellationToken cancellationToken)
    {
        var source = new ClipSource(clip.Source.Path, clip.Facts.Get<ProbeRow>(), clip.Facts.Get<FrameTimeRow>()) { Views = clip.Source.Pass.Views };
        return decoder.SearchAsync(source, async search =>
        {
            var pass = new ClipPass();
            var finishes = stages.ToDictionary(stage => stage, stage => stage.Begin(clip, pass));
            if (pass.Views.Count > 0 || pass.Natives.Count > 0)
            {
                await decoder.DecodeAsync(source, clip.Clip, pass.Views, pass.Natives, scope.Writer.Store.Folder.Scratch, search, cancellationToken).ConfigureAwait(false);
            }

            return finishes;
        });
    }

    private async Task GiveUpAllAsync(Dictionary<IClipStage, WorkClaim> open, Exception fault, WorkCost cost, string path)
    {
        foreach (var stage in scope.Plan.Clips.Where(open.ContainsKey))
        {
            await scope.GiveUpAsync(open[stage], fault, cost, path).ConfigureAwait(false);
        }
    }
}
