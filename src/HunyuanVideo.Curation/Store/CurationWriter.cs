using System.Collections.Immutable;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Store;

/// <summary>Leave to write to a curation: the lock, the parts and the ledger.</summary>
public sealed class CurationWriter : IDisposable
{
    private readonly RunLock _lock;
    private readonly LocalLedger _ledger;

    private CurationWriter(CurationStore store, RunLock runLock, IPartWriter parts, LocalLedger ledger) =>
        (Store, _lock, Parts, _ledger) = (store, runLock, parts, ledger);

    /// <summary>The folder.</summary>
    public CurationStore Store { get; }

    /// <summary>Writes measurements.</summary>
    public IPartWriter Parts { get; }

    /// <summary>Says what was done.</summary>
    public ILedger Ledger => _ledger;

    /// <summary>A sentence for the user when a dead run's lock was taken over, else null.</summary>
    public string? Notice => _lock.Notice;

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

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

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
            Load(store, ledger);
            ledger.FlushAsync(CancellationToken.None).GetAwaiter().GetResult();     // readers see from now on what is lost
            return new CurationWriter(store, runLock, parts, ledger);
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

        if (Directory.Exists(store.Folder.Scratch))
        {
            Directory.Delete(store.Folder.Scratch, recursive: true);
        }

        foreach (var folder in PartFolders(store.Folder))
        {
            foreach (var path in PartFiles.Superseded(folder))
            {
                store.Disk.Delete(path);
            }
        }
    }

    private static void Load(CurationStore store, LocalLedger ledger)
    {
        using var reader = store.OpenReader();
        var held = store.Quarantine.List().Select(entry => entry.UnitId).ToHashSet(StringComparer.Ordinal);
        using (var command = reader.Command($"SELECT unit_id, stage_key, arg_max(state, attempt), max(attempt) FROM {ReaderViews.Raw}ledger GROUP BY ALL"))
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                var (unit, state) = (rows.GetString(0), rows.GetString(2));
                var isOpen = state == LedgerStates.Lost || (state == LedgerStates.Quarantined && !held.Contains(unit));
                ledger.Load(unit, rows.GetString(1), isOpen ? null : state, rows.GetInt16(3));
            }
        }

        DamagedParts.RequireOwn(store, reader);
        foreach (var id in reader.Connection.Column<string>(ReaderViews.TakenDown(store.Catalog)))
        {
            ledger.Load(id, "", LedgerStates.TakenDown, 1);
        }

        var tables = store.Catalog.Schemas.Where(schema => schema.RowType != typeof(LedgerRow))
            .Select(schema => $"SELECT unit_id, stage_key, attempt FROM {CurationReader.Quote(ReaderViews.Raw + schema.Name)}");
        var written = $"({string.Join(" UNION ALL ", tables)})";
        LoadOrphans(reader, written, ledger);
        LoadLost(reader, written, ledger);
    }

    /// <summary>Rows whose ledger row was never written: the next attempt must not share their number.</summary>
    private static void LoadOrphans(CurationReader reader, string written, LocalLedger ledger)
    {
        using var orphans = reader.Command($"""
            SELECT unit_id, stage_key, max(attempt) FROM {written} p
            WHERE NOT EXISTS (SELECT 1 FROM {ReaderViews.Raw}ledger l WHERE l.unit_id = p.unit_id AND l.stage_key = p.stage_key AND l.attempt = p.attempt) GROUP BY ALL
            """);
        using var found = orphans.ExecuteReader();
        while (found.Read())
        {
            ledger.Load(found.GetString(0), found.GetString(1), null, found.GetInt16(2));
        }
    }

    /// <summary>Units that wrote more rows than there are: a part of theirs was deleted.</summary>
    private static void LoadLost(CurationReader reader, string written, LocalLedger ledger)
    {
        using var lost = reader.Command($"""
            SELECT DISTINCT l.unit_id, l.stage, l.stage_key
            FROM {ReaderViews.Raw}ledger l {ReaderViews.WithoutLost} LEFT JOIN (SELECT unit_id, stage_key, attempt, count(*) AS rows FROM {written} GROUP BY ALL) p USING (unit_id, stage_key, attempt)
            WHERE l.state = {CurationReader.Text(LedgerStates.Done)} AND l.row_count > coalesce(p.rows, 0)
            ORDER BY ALL
            """);
        using var found = lost.ExecuteReader();
        while (found.Read())
        {
            ledger.Lose(new WorkUnit(found.GetString(0), found.GetString(1), found.GetString(2)));
        }
    }
}
