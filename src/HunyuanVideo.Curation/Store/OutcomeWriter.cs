namespace HunyuanVideo.Curation.Store;

/// <summary>
/// Collects finished units and writes them together: rows first, then quarantine files, then the ledger that makes them
/// count. Safe for many threads. Source: spec curation §5.
/// </summary>
/// <param name="writer">The curation.</param>
/// <param name="clock">Measures how long units wait.</param>
/// <param name="options">How much may wait.</param>
public sealed class OutcomeWriter(CurationWriter writer, TimeProvider clock, BatchOptions? options = null) : IDisposable
{
    private readonly BatchOptions _options = options ?? new BatchOptions();
    private readonly SemaphoreSlim _gate = new(1);
    private readonly List<Outcome> _pending = [];
    private long _oldest;
    private Exception? _fault;

    /// <summary>A unit is done; no rows is an answer too.</summary>
    /// <exception cref="ArithmeticException">A row holds a value that is no number; the unit may still be failed.</exception>
    public Task CompleteAsync(WorkClaim claim, IReadOnlyList<object> rows, WorkCost cost, string? reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            writer.Store.Catalog.Of(row.GetType()).Check(row);      // here it costs one unit, in the part it would cost all of them
        }

        return AddAsync(new Outcome(claim, rows, null, ledger => ledger.Complete(claim, rows.Count, cost, reason)), cancellationToken);
    }

    /// <summary>A unit failed.</summary>
    public Task FailAsync(WorkClaim claim, WorkCost cost, string reason, CancellationToken cancellationToken) =>
        AddAsync(new Outcome(claim, [], null, ledger => ledger.Fail(claim, cost, reason)), cancellationToken);

    /// <summary>A unit is at fault itself.</summary>
    public Task QuarantineAsync(WorkClaim claim, QuarantineEntry entry, WorkCost cost, CancellationToken cancellationToken) =>
        AddAsync(new Outcome(claim, [], entry, ledger => ledger.Quarantine(claim, cost, entry.Code)), cancellationToken);

    /// <summary>Makes all units so far last.</summary>
    /// <exception cref="StoreFullException">No room; what is written is whole.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await WritePendingAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task AddAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_pending.Count == 0)
            {
                _oldest = clock.GetTimestamp();
            }

            _pending.Add(outcome);
            if (_pending.Count >= _options.Units || clock.GetElapsedTime(_oldest).TotalSeconds >= _options.Seconds)
            {
                await WritePendingAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    // After the first fault nothing is written: a second try could meet half of the first.
    private async Task WritePendingAsync(CancellationToken cancellationToken)
    {
        if (_fault is not null)
        {
            throw _fault;
        }

        try
        {
            await WritePartsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _fault = fault is StoreFullException ? fault : new StoreFaultException(fault);
            throw _fault;
        }
    }

    private async Task WritePartsAsync(CancellationToken cancellationToken)
    {
        if (_pending.Count == 0)
        {
            return;
        }

        var parts = _pending
            .SelectMany(outcome => outcome.Rows.Select(row => (Claim: outcome.Claim, Row: row)))
            .GroupBy(pair => (Type: pair.Row.GetType(), pair.Claim.Unit.StageKey))
            .OrderBy(part => part.Key.Type.FullName, StringComparer.Ordinal).ThenBy(part => part.Key.StageKey, StringComparer.Ordinal);
        foreach (var part in parts)
        {
            UnitRow[] rows = [.. part.Select(pair => new UnitRow(pair.Claim.Unit.UnitId, pair.Claim.Attempt, pair.Row))];
            await writer.Parts.WriteAsync(part.Key.Type, part.Key.StageKey, rows, cancellationToken).ConfigureAwait(false);
        }

        foreach (var entry in _pending.Select(outcome => outcome.Entry).OfType<QuarantineEntry>())
        {
            writer.Store.Quarantine.Add(entry);
        }

        _pending.ForEach(outcome => outcome.Tell(writer.Ledger));
        _pending.Clear();
        await writer.Ledger.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed record Outcome(WorkClaim Claim, IReadOnlyList<object> Rows, QuarantineEntry? Entry, Action<ILedger> Tell);
}
