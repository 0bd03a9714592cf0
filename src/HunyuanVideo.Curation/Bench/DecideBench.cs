using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Deciding a large pool without media, anew after a changed policy. Source: spec curation §6, §14 (decide).</summary>
/// <param name="ladder">The policies; of the sets that are taken from no other, the one of most rules is decided and changed.</param>
public sealed class DecideBench(IReadOnlyList<Policy> ladder) : IBenchCase
{
    private const double MostSeconds = 10;
    private const double Stricter = 1.05;

    /// <inheritdoc/>
    public string Name => "decide";

    /// <inheritdoc/>
    public Task<IReadOnlyList<BenchFigure>> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var policy = PolicyLadder.Order(ladder).Where(policy => policy.From is null).MaxBy(policy => policy.Rules.Count)!;
        var changed = policy with { Rules = [.. policy.Rules.Select(rule => rule with { Min = rule.Min * Stricter })] };
        using var pool = new SyntheticPool(options.Rows);
        var decider = new PolicyDecider(pool.Connection);
        var first = BenchWatch.Time(() => decider.Decide([policy]));
        var before = Accepted(pool);
        cancellationToken.ThrowIfCancellationRequested();
        var anew = BenchWatch.Time(() => decider.Decide([changed]));
        var after = Accepted(pool);
        cancellationToken.ThrowIfCancellationRequested();
        var counted = BenchWatch.Time(() => decider.CountAccepted(changed));
        var pass = BenchWatch.Time(() => pool.Count(OnePass(changed, decider.Catalog)));
        return Task.FromResult<IReadOnlyList<BenchFigure>>(
        [
            new(Name, "rows", options.Rows, "rows"),
            new(Name, "first policy", first.Seconds, "s"),
            new(Name, "changed policy", anew.Seconds, "s", Most: MostSeconds),
            new(Name, "changed policy, of all cores", anew.CoreSeconds, "core-s"),
            new(Name, "units that the change lets go", before - after, "units", Least: 1),
            new(Name, "against one pass over its columns", anew.Seconds / pass.Seconds, "×"),
            new(Name, "counting without reasons", counted.Seconds, "s"),
            new(Name, "against counting without reasons", anew.Seconds / counted.Seconds, "×"),
        ]);
    }

    private static long Accepted(SyntheticPool pool) => pool.Count("SELECT count(*) FROM decision WHERE state = 'accepted'");

    /// <summary>Reads every column that the rules read, once: what no decision can go below.</summary>
    private static string OnePass(Policy policy, ColumnCatalog catalog)
    {
        var columns = policy.Rules.SelectMany(rule => rule.Leaves()).Select(rule => rule.Column!).Distinct(StringComparer.Ordinal)
            .Where(column => catalog.Has(column.Split('.')[0], "clip_id")).ToList();
        var joins = columns.Select(column => column.Split('.')[0]).Where(table => table != "clip").Distinct(StringComparer.Ordinal).Select(table => $"LEFT JOIN {table} USING (clip_id)");
        return $"SELECT count(DISTINCT hash({string.Join(", ", columns)}) % 1024) FROM clip {string.Join(' ', joins)}";
    }
}
