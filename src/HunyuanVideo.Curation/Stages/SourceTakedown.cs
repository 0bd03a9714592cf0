using System.Collections.Immutable;
using HunyuanVideo.Curation.Captions;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Materialise;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Report;
using HunyuanVideo.Curation.Shots;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Stages;

/// <summary>
/// Removes sources or clips from everything: views, sets, previews, replies, decisions, report. Cut short at any point, the
/// same takedown again ends it. Source: spec curation §15.
/// </summary>
/// <param name="folder">The curation's folder.</param>
public sealed class SourceTakedown(string folder)
{
    private const int IdDigits = 64;
    private const string Taken = "taken";

    private readonly CurationStore _store = new(folder);

    /// <summary>All that is taken down, the clips of sources too.</summary>
    public static HashSet<string> Hidden(CurationReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Connection.Column<string>("SELECT id FROM hidden").ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The record of what was taken down, by id, as far as one of its two places still has it: the table, and the ledger without dates.</summary>
    public static IReadOnlyList<TakedownEntry> Record(CurationReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Connection.Rows(
            $"""
            SELECT id, coalesce(arg_min(reason, time_utc_ms), any_value(reason)), min(time_utc_ms) FROM (
                SELECT id, reason, time_utc_ms FROM {ReaderViews.Raw}takedown
                UNION ALL SELECT unit_id, reason, NULL FROM {ReaderViews.Raw}ledger WHERE state = '{LedgerStates.TakenDown}')
            GROUP BY id ORDER BY id
            """,
            row => new TakedownEntry(row.GetString(0), row.Text(1), row.IsDBNull(2) ? null : row.GetInt64(2)));
    }

    /// <summary>What a takedown would remove; changes nothing.</summary>
    /// <param name="names">Sources, clips, files or origins.</param>
    /// <param name="withCopies">Whether near-duplicates in other sources go too.</param>
    /// <param name="cancellationToken">Ends the reading of a file that is named.</param>
    /// <exception cref="InputException">Names that are nothing of this curation, or sets that are damaged, a line each.</exception>
    public async Task<TakedownPlan> PlanAsync(IReadOnlyList<string> names, bool withCopies, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        using var reader = _store.OpenReader();
        var (units, faults) = (ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal), new List<string>());
        foreach (var name in names)
        {
            var found = await FindAsync(reader, name, cancellationToken).ConfigureAwait(false);
            units.UnionWith(found);
            if (found.Count == 0)
            {
                faults.Add($"{OneLine.Text(name)} is no source, clip, file or origin of this curation; see its files in the table source_path.");
            }
        }

        if (faults.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }

        RequireClips(reader, names);
        units.UnionWith(_store.Quarantine.All().Where(entry => entry.ContentId is { } content && units.Contains(content)).Select(entry => entry.UnitId));
        var copies = Copies(reader, ClipsOf(reader, units));
        if (withCopies)
        {
            units.UnionWith(copies.Select(copy => copy.ClipId));
        }

        return Plan(reader, units.ToImmutable(), withCopies ? [] : copies);
    }

    /// <summary>Takes down what a plan names, and ends earlier takedowns that were cut short.</summary>
    /// <param name="plan">See <see cref="PlanAsync"/>.</param>
    /// <param name="reason">Why, in the user's words.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="isPurge">Whether stored measurements are rewritten without the clips now, not at the next compaction.</param>
    /// <param name="cancellationToken">Ends it; the same takedown again goes on.</param>
    /// <exception cref="InputException">Another process writes to the curation.</exception>
    public async Task ApplyAsync(TakedownPlan plan, string reason, TimeProvider clock, bool isPurge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(clock);
        using var writer = _store.OpenWriter(clock);
        await writer.TakeDownAsync(plan.Units, reason, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        using (var reader = _store.OpenReader())
        {
            var hidden = Hidden(reader);
            RemoveFromSets(hidden, cancellationToken);
            RemoveFiles(hidden);
            RewriteDecisions(reader);
        }

        if (isPurge)
        {
            Compaction.Run(writer);
        }
    }

    private async Task<IReadOnlyList<string>> FindAsync(CurationReader reader, string name, CancellationToken cancellationToken)
    {
        if (IsId(name))
        {
            return [name.ToLowerInvariant()];       // refused from now on, whether it was taken in before or not
        }

        var refused = _store.Quarantine.All().Where(entry => entry.UnitId == name || entry.Path == name || entry.Path == Path.GetFullPath(name)).ToList();
        var (text, path) = (SqlText.Literal(name), SqlText.Literal(Path.GetFullPath(name)));
        var found = reader.Connection.Column<string>($"""
            SELECT clip_id FROM {ReaderViews.Raw}clip WHERE clip_id = {text}
            UNION SELECT source_id FROM {ReaderViews.Raw}source_path WHERE path IN ({text}, {path})
            UNION SELECT source_id FROM {ReaderViews.Raw}source WHERE origin = {text}
            UNION SELECT id FROM hidden WHERE id = {text}
            """).Concat(refused.Select(entry => entry.ContentId).OfType<string>()).ToList();
        if (found.Count == 0 && FileLength.Of(name) > 0)
        {
            using var content = File.OpenRead(name);     // a copy of what may lie elsewhere under another name
            found.Add(await CurationIds.SourceAsync(content, cancellationToken).ConfigureAwait(false));
        }

        return [.. found, .. refused.Select(entry => entry.UnitId)];
    }

    /// <summary>Refuses while nobody knows which clips are of a film: they would stay. What is named by its id is what it is.</summary>
    private static void RequireClips(CurationReader reader, IReadOnlyList<string> names)
    {
        var lost = LostRows.Of(reader).Where(rows => rows.Stage is ClipPlanner.StageName or SourceIngest.Stage).ToList();
        if (lost.Count > 0 && names.FirstOrDefault(name => !IsId(name)) is { } name)
        {
            throw new InputException($"{OneLine.Text(name)}: {LostRows.Say(lost)}, so nobody knows which clips are its; put it back, or first give `hyvideo curate run` with the films. Where they are gone, name the clips by their ids, as the sets have them.");
        }
    }

    private static bool IsId(string name) => name.Length == IdDigits && name.All(char.IsAsciiHexDigit);

    private TakedownPlan Plan(CurationReader reader, ImmutableSortedSet<string> units, IReadOnlyList<CopyMember> copies)
    {
        var known = reader.Rows<TakedownRow>().Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        var clips = ClipsOf(reader, units);
        var ids = units.Union(clips);
        var sets = FromSets(ids);
        return new TakedownPlan
        {
            Units = [.. units.Where(unit => !known.Contains(unit))],
            Known = [.. units.Where(known.Contains)],
            Paths = [.. reader.Connection.Column<string>($"SELECT path FROM {ReaderViews.Raw}source_path SEMI JOIN {Taken} ON id = source_id")
                .Concat(_store.Quarantine.All().Where(entry => units.Contains(entry.UnitId)).Select(entry => entry.Path)).Distinct().Order(StringComparer.Ordinal)],
            Clips = clips,
            Copies = copies,
            Sets = new SortedDictionary<string, TakedownOutcome>(sets.Where(set => set.Outcome.Items.Count > 0).ToDictionary(set => set.Name, set => set.Outcome), StringComparer.Ordinal),
        };
    }

    /// <summary>What would go from each set. Of a damaged one nobody knows what it holds: nothing is taken down while there is one.</summary>
    private List<(string Name, TakedownOutcome Outcome)> FromSets(IReadOnlySet<string> ids)
    {
        var (outcomes, faults) = (new List<(string Name, TakedownOutcome Outcome)>(), new List<string>());
        foreach (var set in CuratedSets.ShelfOf(_store.Folder.Root).Sets)
        {
            try
            {
                outcomes.Add((Path.GetFileName(set), ShardTakedown.Remove(set, ids, isDryRun: true)));
            }
            catch (InputException fault)
            {
                faults.Add(fault.Message);
            }
        }

        return faults.Count == 0 ? outcomes : throw new InputException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>Clips among the units and of them, by any stage key; leaves the units in the table <c>taken</c>.</summary>
    private static IReadOnlyList<string> ClipsOf(CurationReader reader, IEnumerable<string> units)
    {
        reader.Connection.Run($"CREATE OR REPLACE TEMP TABLE {Taken} AS SELECT unnest([{string.Join(", ", units.Select(SqlText.Literal))}]::VARCHAR[]) AS id");
        return reader.Connection.Column<string>($"""
            SELECT DISTINCT clip_id FROM {ReaderViews.Raw}clip WHERE source_id IN (SELECT id FROM {Taken}) OR clip_id IN (SELECT id FROM {Taken}) ORDER BY clip_id
            """);
    }

    private static IReadOnlyList<CopyMember> Copies(CurationReader reader, IReadOnlyList<string> clips)
    {
        var listed = $"(SELECT unnest([{string.Join(", ", clips.Select(SqlText.Literal))}]::VARCHAR[]))";
        return reader.Connection.Rows(
            $"""
            WITH copy AS (SELECT b AS clip_id, similarity FROM dup_edge WHERE a IN {listed} UNION ALL SELECT a, similarity FROM dup_edge WHERE b IN {listed})
            SELECT c.clip_id, coalesce(g.keep, true), coalesce(g.rank_score, 0), max(similarity), s.first_seen_path, c.start_s, c.duration_s
            FROM copy JOIN clip c USING (clip_id) JOIN source s USING (source_id) LEFT JOIN dup_group g USING (clip_id)
            WHERE c.clip_id NOT IN {listed} GROUP BY ALL ORDER BY c.clip_id
            """,
            row => new CopyMember(row.GetString(0), row.GetBoolean(1), row.Real(2)!.Value, row.Real(3), row.GetString(4), row.GetDouble(5), row.GetDouble(6)));
    }

    private void RemoveFromSets(HashSet<string> hidden, CancellationToken cancellationToken)
    {
        var shelf = CuratedSets.ShelfOf(_store.Folder.Root);
        shelf.Clear();
        foreach (var set in shelf.Sets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ShardTakedown.Remove(set, hidden, isDryRun: false);
        }
    }

    private void RemoveFiles(HashSet<string> hidden)
    {
        var (previews, replies) = (CuratedSets.PreviewsOf(_store.Folder.Root), new CaptionReplyCache(StandardStages.RepliesOf(_store.Folder.Root)));
        foreach (var id in hidden)
        {
            if (PreviewPictures.PathOf(previews, id) is { } preview)      // else a file that was not taken in: it has neither
            {
                if (File.Exists(preview))
                {
                    File.Delete(preview);
                }

                replies.Delete(id);
            }
        }

        foreach (var entry in _store.Quarantine.All().Where(entry => hidden.Contains(entry.UnitId)))
        {
            _store.Quarantine.Remove(entry.UnitId);
        }

        if (CuratedSets.ReportOf(_store.Folder.Root) is var report && File.Exists(report))
        {
            File.Delete(report);       // holds pictures and captions; `curate report` writes it again
        }
    }

    private void RewriteDecisions(CurationReader reader)
    {
        var folder = CuratedSets.DecisionsOf(_store.Folder.Root);
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in OwnFiles.Below(folder, "*.parquet").Order(StringComparer.Ordinal))
        {
            reader.Connection.Run($"""
                COPY (SELECT * FROM read_parquet({SqlText.Literal(path)}) WHERE unit_id NOT IN (SELECT id FROM hidden) ORDER BY "set", unit_id)
                TO {SqlText.Literal(path + AtomicFiles.Unfinished)} (FORMAT parquet, COMPRESSION zstd)
                """);
            File.Move(path + AtomicFiles.Unfinished, path, overwrite: true);
        }
    }
}
