using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
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
    private const string Unfinished = ".unfinished";

    private readonly CurationStore _store;
    private readonly CurationReader _reader;
    private readonly IReadOnlyList<Policy> _policies;

    /// <summary>Opens the measurements.</summary>
    /// <param name="folder">The curation's folder.</param>
    /// <param name="policies">The ladder; each <c>from</c> must be among them.</param>
    /// <exception cref="InputException">The folder is none of ours, or the ladder is broken.</exception>
    public CuratedSets(string folder, IReadOnlyList<Policy> policies)
    {
        _policies = PolicyLadder.Order(policies);
        _store = new CurationStore(folder);
        _reader = _store.OpenReader();
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

    /// <summary>Folders of the sets that are whole: one without a manifest is still being written.</summary>
    /// <param name="folder">The curation's folder.</param>
    public static IReadOnlyList<string> WrittenSets(string folder) => Directory.Exists(SetsOf(folder))
        ? [.. Directory.EnumerateDirectories(SetsOf(folder)).Where(SetFiles.HasManifest).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Forgets clips that were encoded for sets which are not whole.</summary>
    /// <param name="folder">The curation's folder.</param>
    internal static void DeleteUnfinished(string folder) => DeleteFolder(Path.Join(SetsOf(folder), Unfinished));

    /// <summary>Decides all sets and writes the decisions.</summary>
    /// <returns>A funnel for each set, in the order of the ladder.</returns>
    public IReadOnlyList<SetFunnel> Decide()
    {
        var funnels = Decider.Decide(_policies);
        var folder = Directory.CreateDirectory(Path.Join(DecisionsOf(_store.Folder.Root), LadderHash())).FullName;
        Decider.WriteParquet(Path.Join(folder, "decision.parquet"));
        return funnels;
    }

    /// <summary>Writes one decided set into shards. A set that holds the same clips under the same policy already is left as it is; another takes its place when done.</summary>
    /// <param name="policy">One of the ladder, decided.</param>
    /// <param name="written">The same with an output; it may bear another name and have other buckets than the one decided.</param>
    /// <param name="tools">The executables.</param>
    /// <param name="options">How shards are written.</param>
    /// <param name="progress">Told the number of items encoded.</param>
    /// <param name="cancellationToken">Stops; what is encoded stays for the next call.</param>
    /// <returns>What was written; null where no clip is accepted.</returns>
    public async Task<SetManifest?> MaterialiseAsync(
        Policy policy, Policy written, FfmpegTools tools, MaterialiseOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(options);
        var items = MaterialReader.Read(_reader.Connection, policy);
        var (hash, folder) = (PolicyReader.Hash(written, _policies), SetsOf(_store.Folder.Root));
        var final = Path.Join(folder, written.Set);
        if (items.Count == 0)
        {
            return null;
        }

        if (Directory.Exists(final) && SetFiles.ReadManifest(final) is { } known && known.PolicyHash == hash && known.Storage == options.Storage
            && known.Items + known.LeftOut.Values.Sum() == items.Count && SetFiles.ReadIndex(final).All(row => items.Any(item => item.ClipId == row.ClipId)))
        {
            return known;
        }

        var keys = CurationHeader.Read(_store.Folder).Stages;
        var provenance = new SetProvenance(CurationStore.Program, Path.GetFileName(tools.Ffmpeg), keys);
        var beside = Path.Join(folder, Unfinished);
        DeleteFolder(Path.Join(beside, written.Set));
        try
        {
            var manifest = await new Materialiser(tools, options).WriteAsync(written, hash, items, beside, provenance, progress, cancellationToken).ConfigureAwait(false);
            DeleteFolder(final);
            Directory.Move(Path.Join(beside, written.Set), final);
            return manifest;
        }
        catch (IOException fault) when (StoreFullException.IsCauseOf(fault))
        {
            throw new StoreFullException(folder);
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
        return
        [
            SourceStep("files", "SELECT path AS id, source_id FROM source_path UNION SELECT unit_id, unit_id FROM lost WHERE stage = 'ingest'"),
            SourceStep("sources", "SELECT source_id AS id, source_id FROM source"),
            .. funnels.Select(funnel => new StepCount(funnel.Set, funnel.Candidates, funnel.Accepted, funnel.Rejected, funnel.Held, funnel.Quarantined)),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    // A source is accepted with at least one clip, rejected without any, held while its plan is missing.
    private StepCount SourceStep(string name, string units)
    {
        var counts = _reader.Connection.Rows(
            $"""
            WITH state AS (SELECT unit_id, stage, state FROM ledger WHERE stage IN ('ingest', 'probe', 'shots', 'clips')),
            lost AS (SELECT unit_id, stage FROM state GROUP BY ALL HAVING bool_or(state = 'quarantined') AND NOT bool_or(state = 'done')),
            planned AS (SELECT DISTINCT unit_id FROM state WHERE state = 'done' AND stage = 'clips'),
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
