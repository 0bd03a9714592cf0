using System.Collections.Immutable;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Store;

/// <summary>Leave to write to a curation: the lock, the parts and the ledger.</summary>
public sealed class CurationWriter : IDisposable
{
    private readonly RunLock _lock;
    private readonly LocalLedger _ledger;

    private CurationWriter(CurationStore store, RunLock runLock, IPartWriter parts, LocalLedger ledger, IReadOnlyList<LostRows> lost)
    {
        (Store, _lock, Parts, _ledger) = (store, runLock, parts, ledger);
        Notices = [.. new[] { runLock.Notice, lost.Count > 0 ? LostRows.Notice(lost) : null }.OfType<string>()];
    }

    /// <summary>The folder.</summary>
    public CurationStore Store { get; }

    /// <summary>Writes measurements.</summary>
    public IPartWriter Parts { get; }

    /// <summary>Says what was done.</summary>
    public ILedger Ledger => _ledger;

    /// <summary>Sentences for the user: a dead run's lock was taken over, rows are lost.</summary>
    public ImmutableArray<string> Notices { get; }

    /// <summary>Notes which keys the stages have now: rows under other keys of the same stages are hidden from here on.</summary>
    public void SetStages(IEnumerable<KeyValuePair<string, string>> stages)
    {
        var known = CurationHeader.Read(Store.Folder);
        var header = known with { Program = CurationStore.Program, Stages = known.Stages.SetItems(stages) };
        if (!known.Stages.SequenceEqual(header.Stages) || known.Program != header.Program)
        {
            header.Write(Store.Folder, Store.Files);
        }
    }

    /// <summary>Hides sources or clips everywhere, at once and for good.</summary>
    /// <param name="unitIds">Sources or clips.</param>
    /// <param name="reason">Why, in the user's words.</param>
    /// <param name="when">Now, by the caller's clock.</param>
    /// <param name="cancellationToken">Ends the work before it is visible.</param>
    public async Task TakeDownAsync(IEnumerable<string> unitIds, string reason, DateTimeOffset when, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unitIds);
        var key = StageKeys.Of(TakedownRow.Stage, 1, null, null, []);
        var rows = unitIds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => new UnitRow(id, 1, new TakedownRow { Id = id, Reason = reason, TimeUtcMs = when.ToUnixTimeMilliseconds() })).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        await Parts.WriteAsync(typeof(TakedownRow), key, rows, cancellationToken).ConfigureAwait(false);
        rows.ForEach(row => _ledger.TakeDown(new WorkUnit(row.UnitId, TakedownRow.Stage, key), reason));
        await _ledger.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has a unit done again that left a file and no row, and whose file is gone: until it is done the ledger keeps what it has.</summary>
    internal void Reopen(WorkUnit unit) => _ledger.Reopen(unit);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            ClearScratch(Store);
        }
        finally
        {
            _lock.Dispose();
        }
    }

    internal static CurationWriter Open(CurationStore store, TimeProvider clock, string worker)
    {
        var runLock = RunLock.Take(store.Folder, clock);
        try
        {
            Clear(store, runLock.Since);
            if (!File.Exists(store.Folder.Header))
            {
                new CurationHeader { Program = CurationStore.Program }.Write(store.Folder, store.Files);     // before all else: it tells the folder from others
            }

            var parts = new LocalPartWriter(store.Folder, store.Catalog, store.Files, worker);
            var ledger = new LocalLedger(parts, clock, CurationStore.Program);
            var lost = Load(store, ledger);
            ledger.FlushAsync(CancellationToken.None).GetAwaiter().GetResult();     // readers see from now on what is lost
            return new CurationWriter(store, runLock, parts, ledger, lost);
        }
        catch
        {
            runLock.Dispose();
            throw;
        }
    }

    internal static ImmutableArray<string> PartFolders(CurationFolder folder) =>
    [
        folder.Ledger,
        .. (Directory.Exists(folder.Parts) ? Directory.EnumerateDirectories(folder.Parts) : []).SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal),
    ];

    private static void Clear(CurationStore store, DateTime since)
    {
        foreach (var path in OwnFiles.Below(store.Folder.Root, "*" + AtomicFiles.Unfinished))
        {
            if (File.GetLastWriteTimeUtc(path) <= since)
            {
                store.Disk.Delete(path);
            }
        }

        ClearScratch(store);
        foreach (var folder in PartFolders(store.Folder))
        {
            foreach (var path in PartFiles.Superseded(folder))
            {
                store.Disk.Delete(path);
            }
        }
    }

    private static void ClearScratch(CurationStore store)
    {
        if (Directory.Exists(store.Folder.Scratch))
        {
            Directory.Delete(store.Folder.Scratch, recursive: true);
        }
    }

    private static IReadOnlyList<LostRows> Load(CurationStore store, LocalLedger ledger)
    {
        using var reader = store.OpenReader();
        var held = store.Quarantine.List().Select(entry => entry.UnitId).ToHashSet(StringComparer.Ordinal);
        using (var command = reader.Command($"SELECT unit_id, stage_key, arg_max(state, attempt), max(attempt) FROM {ReaderViews.Raw}ledger GROUP BY ALL"))
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                var (unit, state) = (rows.GetString(0), rows.GetString(2));
                var isOpen = state == LedgerStates.Quarantined && !held.Contains(unit);
                ledger.Load(unit, rows.GetString(1), isOpen ? null : state, rows.GetInt16(3));
            }
        }

        DamagedParts.RequireOwn(store, reader);
        foreach (var id in reader.Connection.Column<string>(ReaderViews.TakenDown(store.Catalog)))
        {
            ledger.Load(id, "", LedgerStates.TakenDown, 1);
        }

        foreach (var (unit, key, attempt) in LostRows.Orphans(reader))
        {
            ledger.Load(unit, key, null, attempt);     // the next attempt must not share its number
        }

        foreach (var unit in LostRows.Fresh(reader))
        {
            ledger.Lose(unit);
        }

        return LostRows.Of(reader);
    }
}
