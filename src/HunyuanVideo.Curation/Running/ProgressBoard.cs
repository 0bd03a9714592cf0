using System.Collections.Immutable;

namespace HunyuanVideo.Curation.Running;

/// <summary>Counts units of all stages and says when too many fail. Safe for many threads.</summary>
internal sealed class ProgressBoard
{
    private readonly Lock _lock = new();
    private readonly ImmutableArray<StageDeclaration> _stages;
    private readonly Dictionary<string, Counts> _counts;
    private readonly Dictionary<(string Stage, string Cause), CauseCount> _causes = [];
    private readonly IProgress<RunProgress>? _listener;
    private readonly RetryOptions _options;
    private readonly TimeProvider _clock;
    private readonly long _begin;
    private readonly int _jobs;

    public ProgressBoard(IEnumerable<StageDeclaration> stages, CurationRunOptions options, IProgress<RunProgress>? listener, TimeProvider clock)
    {
        _stages = [.. stages];
        _counts = _stages.ToDictionary(stage => stage.Name, _ => new Counts(), StringComparer.Ordinal);
        (_listener, _options, _clock, _jobs) = (listener, options.Retry, clock, options.Jobs);
        _begin = clock.GetTimestamp();
    }

    /// <summary>A unit is known.</summary>
    public void Add(string stage, bool isDone, bool isQuarantined)
    {
        lock (_lock)
        {
            var counts = _counts[stage];
            counts.All++;
            counts.Done += isDone ? 1 : 0;
            counts.Quarantined += isQuarantined ? 1 : 0;
        }
    }

    /// <summary>A unit will not come to a stage.</summary>
    public void Drop(string stage)
    {
        lock (_lock)
        {
            _counts[stage].All--;
        }
    }

    /// <summary>A unit ended well.</summary>
    public void Done(string stage, double seconds, double mediaSeconds)
    {
        lock (_lock)
        {
            var counts = _counts[stage];
            counts.Done++;
            counts.Fresh++;
            counts.Seconds += seconds;
            counts.MediaSeconds += mediaSeconds;
        }

        _listener?.Report(Now());
    }

    /// <summary>A unit went to quarantine.</summary>
    public void Quarantined(string stage)
    {
        lock (_lock)
        {
            _counts[stage].Quarantined++;
        }

        _listener?.Report(Now());
    }

    /// <summary>A unit failed.</summary>
    /// <exception cref="RunStoppedException">Too many have, of this cause.</exception>
    public void Failed(string stage, string cause, string sentence)
    {
        lock (_lock)
        {
            var counts = _counts[stage];
            counts.Failed++;
            var same = _causes.TryGetValue((stage, cause), out var before) ? before.With(sentence) : new CauseCount(1, sentence);
            _causes[(stage, cause)] = same;
            var ended = counts.Fresh + counts.Failed;
            if (ended >= _options.LeastUnits && same.Count > _options.MostFailedShare * ended)
            {
                throw new RunStoppedException(FormattableString.Invariant($"{stage}: {same.Count} of {ended} units failed of the same cause, one of them with: {same.Sentence}"));
            }
        }

        _listener?.Report(Now());
    }

    /// <summary>A sentence for each cause of failures, in the order of the stages.</summary>
    public IReadOnlyList<string> Failures()
    {
        lock (_lock)
        {
            return
            [
                .. _causes.OrderBy(pair => _stages.Select(stage => stage.Name).ToList().IndexOf(pair.Key.Stage)).ThenBy(pair => pair.Key.Cause, StringComparer.Ordinal)
                    .Select(pair => FormattableString.Invariant($"{pair.Key.Stage}: {pair.Value.Count} failed, one of them with: {pair.Value.Sentence}")),
            ];
        }
    }

    /// <summary>Seconds of one core that are left.</summary>
    public double CostLeft()
    {
        lock (_lock)
        {
            return _stages.Sum(stage => Left(stage) ?? 0);
        }
    }

    /// <summary>Where all stages are.</summary>
    public RunProgress Now()
    {
        lock (_lock)
        {
            var seconds = Math.Max(1e-3, _clock.GetElapsedTime(_begin).TotalSeconds);
            return new RunProgress([.. _stages.Select(stage => State(stage, seconds))], seconds);
        }
    }

    private StageProgress State(StageDeclaration stage, double seconds)
    {
        var counts = _counts[stage.Name];
        return new StageProgress(
            stage.Name, counts.Done, counts.All, counts.Failed, counts.Quarantined, counts.Fresh / seconds, counts.MediaSeconds / seconds,
            counts.Fresh == 0 && counts.All > 0 ? null : Left(stage) / _jobs);
    }

    // What a unit took so far forecasts the rest better than the declared cost.
    private double? Left(StageDeclaration stage)
    {
        var counts = _counts[stage.Name];
        var open = Math.Max(0, counts.All - counts.Done - counts.Failed - counts.Quarantined);
        return open * (counts.Fresh > 0 ? counts.Seconds / counts.Fresh : stage.CostSeconds);
    }

    /// <summary>Failures of one cause; of their sentences the ordinally first is kept, whichever came first.</summary>
    private sealed record CauseCount(int Count, string Sentence)
    {
        public CauseCount With(string sentence) => new(Count + 1, string.CompareOrdinal(sentence, Sentence) < 0 ? sentence : Sentence);
    }

    private sealed class Counts
    {
        public int All { get; set; }

        public int Done { get; set; }

        public int Fresh { get; set; }

        public int Failed { get; set; }

        public int Quarantined { get; set; }

        public double Seconds { get; set; }

        public double MediaSeconds { get; set; }
    }
}
