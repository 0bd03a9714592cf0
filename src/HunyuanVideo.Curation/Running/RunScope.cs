using System.Collections.Concurrent;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Running;

/// <summary>What all parts of one run share.</summary>
internal sealed class RunScope : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromDays(1);

    public RunScope(CurationWriter writer, StagePlan plan, CurationRunOptions options, IProgress<RunProgress>? listener, TimeProvider clock)
    {
        (Writer, Plan, Options, Clock) = (writer, plan, options, clock);
        Outcomes = new OutcomeWriter(writer, clock, options.Batch);
        Attempts = new UnitAttempts(options.Retry, clock);
        var stages = plan.Sources.Cast<IStage>().Concat(plan.Clips).Concat(plan.Barriers);
        Board = new ProgressBoard(stages.Select(stage => stage.Declaration).Where(stage => plan.IsSelected(stage.Name)), options, listener, clock);
    }

    public CurationWriter Writer { get; }

    public StagePlan Plan { get; }

    public CurationRunOptions Options { get; }

    public TimeProvider Clock { get; }

    public OutcomeWriter Outcomes { get; }

    public UnitAttempts Attempts { get; }

    public ProgressBoard Board { get; }

    /// <summary>Sources whose file is gone.</summary>
    public ConcurrentBag<string> Missing { get; } = [];

    /// <summary>Models take all cores: one at a time.</summary>
    public SemaphoreSlim Model { get; } = new(1);

    /// <summary>Threads of one unit.</summary>
    public int Threads => Math.Max(1, Environment.ProcessorCount / Math.Max(1, Options.Jobs));

    public void Dispose()
    {
        Outcomes.Dispose();
        Model.Dispose();
    }

    /// <summary>State of a unit; lost where the ledger has it done and its file is gone.</summary>
    public string? StateOf(IStage stage, string unitId) =>
        Writer.Ledger.StateOf(Plan.Unit(stage, unitId)) is var state && state == LedgerStates.Done && stage is IClipStage clips && !clips.HasFile(unitId)
            ? LedgerStates.Lost
            : state;

    public bool IsDone(IStage stage, string unitId) => StateOf(stage, unitId) == LedgerStates.Done;

    /// <summary>Asks for a clip, also for one whose file is gone.</summary>
    public WorkClaim? TryClaim(IClipStage stage, string clipId)
    {
        var unit = Plan.Unit(stage, clipId);
        if (StateOf(stage, clipId) == LedgerStates.Lost)
        {
            Writer.Reopen(unit);
        }

        return TryClaim(unit);
    }

    public WorkClaim? TryClaim(WorkUnit unit) => Writer.Ledger.TryClaim(unit, Lease);

    public WorkCost CostSince(long begin) => new((float)Clock.GetElapsedTime(begin).TotalSeconds, Environment.WorkingSet);

    public async Task CompleteAsync(WorkClaim claim, StageResult result, WorkCost cost, double mediaSeconds)
    {
        await Outcomes.CompleteAsync(claim, result.Rows, cost, result.Reason, CancellationToken.None).ConfigureAwait(false);
        Board.Done(claim.Unit.Stage, cost.Seconds, mediaSeconds);
    }

    /// <summary>Notes a fault of a unit; the run goes on.</summary>
    public async Task GiveUpAsync(WorkClaim claim, Exception fault, WorkCost cost, string path)
    {
        if (fault is QuarantineException known)
        {
            var entry = new QuarantineEntry
            {
                UnitId = claim.Unit.UnitId,
                Stage = claim.Unit.Stage,
                StageKey = claim.Unit.StageKey,
                Code = known.Code,
                Sentence = known.Message,
                Path = path,
                Command = known.Command,
                StderrTail = known.StderrTail,
            };
            await Outcomes.QuarantineAsync(claim, entry, cost, CancellationToken.None).ConfigureAwait(false);
            Board.Quarantined(claim.Unit.Stage);
            return;
        }

        var cause = UnitAttempts.CauseOf(fault);
        await Outcomes.FailAsync(claim, cost, $"{cause}: {fault.Message}", CancellationToken.None).ConfigureAwait(false);
        Board.Failed(claim.Unit.Stage, cause, fault.Message);
    }

    /// <summary>Faults that are the run's, not the unit's.</summary>
    public static bool EndsRun(Exception fault, CancellationToken cancellationToken) =>
        fault is StoreFullException or StoreFaultException or RunStoppedException || (fault is OperationCanceledException && cancellationToken.IsCancellationRequested);
}
