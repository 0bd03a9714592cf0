using System.Security.Cryptography;
using System.Text;

namespace HunyuanVideo.Curation.Store;

/// <summary>The ledger of one machine: states in memory, rows appended to the folder's ledger parts.</summary>
public sealed class LocalLedger : ILedger
{
    private readonly Dictionary<UInt128, Entry> _entries = [];
    private readonly Dictionary<UInt128, (long Fence, DateTimeOffset Until)> _claims = [];
    private readonly HashSet<string> _takenDown = new(StringComparer.Ordinal);
    private readonly List<UnitRow> _pending = [];
    private readonly Lock _lock = new();
    private readonly IPartWriter _writer;
    private readonly TimeProvider _clock;
    private readonly string _program;
    private long _fence;

    internal LocalLedger(IPartWriter writer, TimeProvider clock, string program) =>
        (_writer, _clock, _program) = (writer, clock, program);

    /// <inheritdoc/>
    public string? StateOf(WorkUnit unit)
    {
        lock (_lock)
        {
            return _takenDown.Contains(unit.UnitId) ? LedgerStates.TakenDown
                : _entries.TryGetValue(Hash(unit.UnitId, unit.StageKey), out var entry) ? entry.State : null;
        }
    }

    /// <inheritdoc/>
    public WorkClaim? TryClaim(WorkUnit unit, TimeSpan lease)
    {
        lock (_lock)
        {
            if (StateOf(unit) is LedgerStates.Done or LedgerStates.Quarantined or LedgerStates.TakenDown)
            {
                return null;
            }

            var hash = Hash(unit.UnitId, unit.StageKey);
            if (_claims.TryGetValue(hash, out var held) && _clock.GetUtcNow() < held.Until)
            {
                return null;
            }

            var entry = _entries.GetValueOrDefault(hash);
            _claims[hash] = (++_fence, _clock.GetUtcNow() + lease);
            _entries[hash] = entry with { Attempts = (short)(entry.Attempts + 1) };
            return new WorkClaim(unit, (short)(entry.Attempts + 1), _fence);
        }
    }

    /// <inheritdoc/>
    public void Complete(WorkClaim claim, int rowCount, WorkCost cost, string? reason = null) => Tell(claim, LedgerStates.Done, cost, reason, rowCount);

    /// <inheritdoc/>
    public void Fail(WorkClaim claim, WorkCost cost, string reason) => Tell(claim, LedgerStates.Failed, cost, reason);

    /// <inheritdoc/>
    public void Quarantine(WorkClaim claim, WorkCost cost, string reason) => Tell(claim, LedgerStates.Quarantined, cost, reason);

    /// <inheritdoc/>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        UnitRow[] rows;
        lock (_lock)
        {
            rows = [.. _pending];
        }

        if (rows.Length > 0)
        {
            await _writer.WriteAsync(typeof(LedgerRow), "", rows, cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                _pending.RemoveRange(0, rows.Length);
            }
        }
    }

    /// <summary>Hides a unit and all that comes of it, and refuses it from now on.</summary>
    internal void TakeDown(WorkUnit unit, string reason)
    {
        lock (_lock)
        {
            _takenDown.Add(unit.UnitId);
            Append(new WorkClaim(unit, 1, 0), LedgerStates.TakenDown, default, reason);
        }
    }

    /// <summary>Has a unit done again whose rows are gone.</summary>
    internal void Lose(WorkUnit unit)
    {
        lock (_lock)
        {
            var hash = Hash(unit.UnitId, unit.StageKey);
            var attempt = (short)(_entries[hash].Attempts + 1);
            _entries[hash] = new Entry(LedgerStates.Lost, attempt);
            Append(new WorkClaim(unit, attempt, 0), LedgerStates.Lost, default, null);
        }
    }

    /// <summary>Lets a unit be claimed again. Nothing is told: killed before it is done, it is as it was.</summary>
    internal void Reopen(WorkUnit unit)
    {
        lock (_lock)
        {
            var hash = Hash(unit.UnitId, unit.StageKey);
            _entries[hash] = _entries[hash] with { State = null };
        }
    }

    /// <summary>Takes over what an earlier run told.</summary>
    internal void Load(string unitId, string stageKey, string? state, short attempts)
    {
        var hash = Hash(unitId, stageKey);
        var known = _entries.GetValueOrDefault(hash);
        _entries[hash] = new Entry(state ?? known.State, Math.Max(attempts, known.Attempts));
        if (state == LedgerStates.TakenDown)
        {
            _takenDown.Add(unitId);
        }
    }

    private void Tell(WorkClaim claim, string state, WorkCost cost, string? reason, int? rowCount = null)
    {
        lock (_lock)
        {
            var hash = Hash(claim.Unit.UnitId, claim.Unit.StageKey);
            if (!_claims.TryGetValue(hash, out var held) || held.Fence != claim.Fence)
            {
                throw new InvalidOperationException($"{claim.Unit.Stage} of {claim.Unit.UnitId}: the claim {claim.Fence} ran out and the unit is in other hands.");
            }

            _claims.Remove(hash);
            _entries[hash] = new Entry(state, claim.Attempt);
            Append(claim, state, cost, reason, rowCount);
        }
    }

    private void Append(WorkClaim claim, string state, WorkCost cost, string? reason, int? rowCount = null)
    {
        var row = new LedgerRow
        {
            UnitId = claim.Unit.UnitId,
            Stage = claim.Unit.Stage,
            StageKey = claim.Unit.StageKey,
            State = state,
            Attempt = claim.Attempt,
            Reason = reason,
            RowCount = rowCount,
            Seconds = cost.Seconds,
            PeakBytes = cost.PeakBytes,
            Program = _program,
        };
        _pending.Add(new UnitRow(row.UnitId, row.Attempt, row));
    }

    // Millions of units × stages: 16 bytes stand for the two texts.
    private static UInt128 Hash(string unitId, string stageKey)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(unitId + "\n" + stageKey), digest);
        return new UInt128(BitConverter.ToUInt64(digest), BitConverter.ToUInt64(digest[sizeof(ulong)..]));
    }

    private readonly record struct Entry(string? State, short Attempts);
}
