using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Report;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Stages;

/// <summary>What is made of the measurements: decisions, shards and the report. Touches no measurement. Source: spec curation §6, §10, §13.</summary>
public sealed class CuratedSets : IDisposable
{
    private const int HashDigits = 16;

    private readonly CurationStore _store;
    private readonly CurationReader _reader;
    private readonly IReadOnlyList<Policy> _policies;
    private readonly TimeProvider _clock;

    /// <summary>Opens the measurements.</summary>
    /// <param name="folder">The curation's folder.</param>
    /// <param name="policies">The ladder; each <c>from</c> must be among them.</param>
    /// <param name="clock">Tells when writing begins; null: the system's.</param>
    /// <exception cref="InputException">The folder is none of ours, rows of it are lost, or the ladder is broken.</exception>
    public CuratedSets(string folder, IReadOnlyList<Policy> policies, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _policies = PolicyLadder.Order(policies);
        _store = new CurationStore(folder);
        _reader = _store.OpenWhole();
        try
        {
            Decider = new PolicyDecider(_reader.Connection);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary>Decides over the measurements.</summary>
    public PolicyDecider Decider { get; }

    /// <summary>The measurements.</summary>
    public CurationReader Reader => _reader;

    /// <summary>The report's page.</summary>
    public string ReportPath => ReportOf(_store.Folder.Root);

    /// <summary>Where previews of clips lie.</summary>
    /// <param name="folder">The curation's folder.</param>
    public static string PreviewsOf(string folder) => Path.Join(folder, "previews");

    /// <summary>Where sets are written.</summary>
    /// <param name="folder">The curation's folder.</param>
    public static string SetsOf(string folder) => Path.Join(folder, "out");

    /// <summary>Where the report is written; the file need not exist.</summary>
    /// <param name="folder">The curation's folder.</param>
    public static string ReportOf(string folder) => Path.Join(folder, "report", "index.html");

    /// <summary>Where decisions are written, a folder for each ladder.</summary>
    /// <param name="folder">The curation's folder.</param>
    public static string DecisionsOf(string folder) => Path.Join(folder, "decisions");

    /// <summary>The written sets.</summary>
    /// <param name="folder">The curation's folder.</param>
    public static SetShelf ShelfOf(string folder) => new(SetsOf(folder));

    /// <summary>Decides all sets and writes the decisions.</summary>
    /// <returns>A funnel for each set, in the order of the ladder.</returns>
    public IReadOnlyList<SetFunnel> Decide()
    {
        var funnels = Decider.Decide(_policies);
        var folder = Directory.CreateDirectory(Path.Join(DecisionsOf(_store.Folder.Root), LadderHash())).FullName;
        Decider.WriteParquet(Path.Join(folder, "decision.parquet"));
        return funnels;
    }

    /// <summary>
    /// Writes one decided set into shards. A set that holds the same already and is undamaged is left as it is; another takes
    /// its place when done, and one of which nothing is accepted any more is removed.
    /// </summary>
    /// <param name="policy">One of the ladder, decided.</param>
    /// <param name="written">The same with an output; it may bear another name and have other buckets than the one decided.</param>
    /// <param name="tools">The executables.</param>
    /// <param name="options">How shards are written.</param>
    /// <param name="progress">Told the number of items encoded.</param>
    /// <param name="cancellationToken">Stops; what is encoded stays for the next call.</param>
    /// <returns>What was written; null where no clip is accepted.</returns>
    /// <exception cref="InputException">Another process writes to the curation, nothing fits the buckets asked for under another name, or a set would change while the ledger does not know all rows.</exception>
    public async Task<SetManifest?> MaterialiseAsync(
        Policy policy, Policy written, FfmpegTools tools, MaterialiseOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(options);
        using var writes = RunLock.Take(_store.Folder, _clock);
        var shelf = ShelfOf(_store.Folder.Root);
        shelf.Recover();
        shelf.RequireOwn(written.Set);
        if (written.Set != policy.Set && shelf.DecidedAs(written.Set) is { } other && other != policy.Set)
        {
            throw new InputException($"{shelf.PlaceOf(written.Set)}: holds the clips of {other}; write those of {policy.Set} under another name.");
        }

        var items = MaterialReader.Read(_reader.Connection, policy, new LocalBlobStore(_reader).PathOf);
        var hash = PolicyReader.Hash(written, _policies);
        if (items.Count > 0 && shelf.Find(written.Set, hash, options.Storage, items) is { } known)
        {
            return known;
        }

        RequireKnown(shelf, written.Set);
        if (items.Count == 0)
        {
            shelf.Remove(written.Set);
            return null;
        }

        var keys = CurationHeader.Read(_store.Folder).Stages;
        var provenance = new SetProvenance(policy.Set, CurationStore.Program, Path.GetFileName(tools.Ffmpeg), keys);
        shelf.Discard(written.Set);
        try
        {
            var manifest = await new Materialiser(tools, options).WriteAsync(written, hash, items, shelf.Workplace, provenance, progress, cancellationToken).ConfigureAwait(false);
            if (manifest.Items == 0 && written.Set != policy.Set)
            {
                shelf.Discard(written.Set);
                throw new InputException($"set {written.Set}: none of the {items.Count} clips of {policy.Set} can be written ({manifest.LeftOutText}); choose another area, length or rate.");
            }

            shelf.Put(written.Set);
            return manifest;
        }
        catch (IOException fault) when (StoreFullException.IsCauseOf(fault))
        {
            throw new StoreFullException(shelf.Workplace);
        }
    }

    /// <summary>Writes the report of decided sets.</summary>
    /// <param name="funnels">What <see cref="Decide"/> gave.</param>
    /// <param name="made">When.</param>
    /// <param name="options">How much is shown.</param>
    public void WriteReport(IReadOnlyList<SetFunnel> funnels, DateTimeOffset made, ReportOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ReportPath)!);
        new CurationReport(_reader.Connection, options).Write(
            new ReportInputs
            {
                Funnels = funnels,
                Policies = _policies,
                Quarantine = [.. _store.Quarantine.List().Select(entry => new QuarantinedFile(entry.Path, entry.Code, entry.Sentence, entry.Command))],
                PreviewFolder = PreviewsOf(_store.Folder.Root),
                Made = made,
                Program = CurationStore.Program,
                Machine = $"{Environment.ProcessorCount} cores",
            },
            ReportPath);
    }

    /// <summary>How the sources and clips fared at each step, each row a sum that holds.</summary>
    /// <param name="funnels">What <see cref="Decide"/> gave.</param>
    public IReadOnlyList<StepCount> Steps(IReadOnlyList<SetFunnel> funnels)
    {
        ArgumentNullException.ThrowIfNull(funnels);
        var refused = _store.Quarantine.All().Where(entry => entry.Stage == SourceIngest.Stage).Select(entry => SqlText.Literal(entry.UnitId));
        return
        [
            SourceStep("files", $"SELECT path AS id, arg_max(source_id, mtime_ns) AS source_id FROM source_path GROUP BY path UNION SELECT id, id FROM (SELECT unnest([{string.Join(", ", refused)}]::VARCHAR[]) AS id)"),
            SourceStep("sources", "SELECT source_id AS id, source_id FROM source"),
            .. funnels.Select(funnel => new StepCount(funnel.Set, funnel.Candidates, funnel.Accepted, funnel.Rejected, funnel.Held, funnel.Quarantined)),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>Refuses to replace or remove a set while rows may be missing from it that the ledger knew once.</summary>
    private void RequireKnown(SetShelf shelf, string set)
    {
        if (Directory.Exists(shelf.PlaceOf(set)) && LostRows.Unknown(_reader) is > 0 and var units)
        {
            throw new InputException($"{shelf.PlaceOf(set)}: stays as it is while the ledger does not know the rows of {LostRows.Count(units)}; give the commands that made them again, such as `hyvideo curate run` with the films. What nobody can make again has to be taken down.");
        }
    }

    // A source is accepted with at least one clip, rejected without any, held while its plan is missing.
    private StepCount SourceStep(string name, string units)
    {
        var counts = _reader.Connection.Rows(
            $"""
            WITH lost AS ({PolicyCompiler.LostUnits}),
            planned AS (SELECT DISTINCT unit_id FROM ledger WHERE state = 'done' AND stage = 'clips'),
            unit AS ({units}),
            fate AS (SELECT CASE WHEN source_id IN (SELECT unit_id FROM lost) THEN 'quarantined'
                WHEN source_id IN (SELECT source_id FROM clip) THEN 'accepted'
                WHEN source_id IN (SELECT unit_id FROM planned) THEN 'rejected' ELSE 'held' END AS fate FROM unit)
            SELECT count(*), count(*) FILTER (fate = 'accepted'), count(*) FILTER (fate = 'rejected'), count(*) FILTER (fate = 'held'), count(*) FILTER (fate = 'quarantined') FROM fate
            """,
            row => new StepCount(name, row.Whole(0), row.Whole(1), row.Whole(2), row.Whole(3), row.Whole(4)));
        return counts[0];
    }

    private string LadderHash()
    {
        var hashes = _policies.Select(policy => PolicyReader.Hash(policy, _policies)).ToImmutableSortedSet(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', hashes))))[..HashDigits];
    }
}
