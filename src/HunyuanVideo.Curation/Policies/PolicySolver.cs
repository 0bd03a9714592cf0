using System.Globalization;
using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Policies;

/// <summary>
/// Moves thresholds together along the quantiles of what the other rules accept, by bisection, until a set has the
/// wanted size. Source: spec curation §6 (<c>solve</c>).
/// </summary>
/// <param name="connection">The decider's connection.</param>
/// <param name="decider">Has decided the predecessors of the policy.</param>
/// <param name="options">Null: the defaults.</param>
public sealed class PolicySolver(DuckDBConnection connection, PolicyDecider decider, SolveOptions? options = null)
{
    private readonly SolveOptions _options = options ?? new SolveOptions();

    /// <summary>Searches the thresholds.</summary>
    /// <param name="policy">The policy to start from.</param>
    /// <param name="aim">Wanted number of accepted units, at least 1.</param>
    /// <param name="move">Names of the rules to move; empty: every one with min or max on a measure of quality.</param>
    /// <exception cref="InputException">A named rule does not exist or has no threshold, or nothing can be moved.</exception>
    public SolveResult Solve(Policy policy, long aim, IReadOnlyList<string> move)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(aim, 1);
        var moved = MovedRules(policy, move);
        var values = moved.ToDictionary(rule => rule.Name, _ => Array.Empty<double>(), StringComparer.Ordinal);
        ReadPool(policy, moved, values);
        var (low, high) = (0.0, 1.0);
        var best = At(policy, moved, values, low, aim);
        if (best.Count < aim)
        {
            return best.IsReached ? best : best with { Obstacle = Obstacle(best.Policy, moved, aim) };
        }

        for (var step = 0; step < _options.MostSteps && !best.IsReached; step++)
        {
            var middle = (low + high) / 2;
            var tried = At(policy, moved, values, middle, aim);
            (low, high) = tried.Count > aim ? (middle, high) : (low, middle);
            best = Math.Abs(tried.Count - aim) <= Math.Abs(best.Count - aim) ? tried : best;
        }

        return best.IsReached ? best : best with { Obstacle = $"{string.Join(", ", moved.Select(rule => rule.Name))}: their values jump over the aim; move other rules too." };
    }

    private List<PolicyRule> MovedRules(Policy policy, IReadOnlyList<string> move)
    {
        var unknown = move.FirstOrDefault(name => policy.Rules.All(rule => rule.Name != name));
        if (unknown is not null)
        {
            throw new InputException($"policy {policy.Set} has no rule '{unknown}'; {NearestNames.Sentence(unknown, policy.Rules.Select(rule => rule.Name))}");
        }

        var moved = policy.Rules.Where(rule => rule.Column is not null && (rule.Min ?? rule.Max) is not null
            && (move.Count == 0 ? !_options.FixedTables.Contains(rule.Column.Split('.')[0], StringComparer.Ordinal) : move.Contains(rule.Name, StringComparer.Ordinal))).ToList();
        var still = move.FirstOrDefault(name => moved.All(rule => rule.Name != name));
        return still is null && moved.Count > 0
            ? moved
            : throw new InputException($"policy {policy.Set}: {(still is null ? "no rule has" : $"rule '{still}' has no")} threshold to move; name rules with min or max.");
    }

    /// <summary>Sorted values of each moved column over the units that all other rules accept.</summary>
    private void ReadPool(Policy policy, List<PolicyRule> moved, Dictionary<string, double[]> values)
    {
        decider.CountAccepted(policy.Without(moved.Select(rule => rule.Name)) with { Balance = null });
        connection.Run("CREATE OR REPLACE TEMP TABLE solve_pool AS SELECT unit_id FROM verdict WHERE state = 'accepted'");
        foreach (var rule in moved)
        {
            var (table, column) = (rule.Column!.Split('.')[0], rule.Column.Split('.')[1]);
            var key = decider.Catalog.Has(table, "clip_id") ? "clip_id" : "source_id";
            values[rule.Name] =
            [
                .. connection.Column<double>($"""
                    SELECT m.{SqlText.Name(column)}::DOUBLE FROM solve_pool p JOIN clip ON clip.clip_id = p.unit_id JOIN {SqlText.Name(table)} m ON m.{key} = clip.{key}
                    WHERE m.{SqlText.Name(column)} IS NOT NULL ORDER BY 1
                    """),
            ];
        }
    }

    private SolveResult At(Policy policy, List<PolicyRule> moved, Dictionary<string, double[]> values, double position, long aim)
    {
        var rules = policy.Rules.Select(rule => moved.Contains(rule) ? Moved(rule, values[rule.Name], position) : rule);
        var changed = policy with { Rules = [.. rules] };
        var count = decider.CountAccepted(changed);
        return new SolveResult(changed, position, count, aim, Math.Abs(count - aim) <= Math.Max(_options.Tolerance * aim, 0.5), null);
    }

    private PolicyRule Moved(PolicyRule rule, double[] sorted, double position)
    {
        if (sorted.Length == 0)
        {
            return rule;
        }

        var half = rule.Min is not null && rule.Max is not null ? position / 2 : position;
        return rule with
        {
            Min = rule.Min is null ? null : Rounded(Quantile(sorted, half), down: true),
            Max = rule.Max is null ? null : Rounded(Quantile(sorted, 1 - half), down: false),
        };
    }

    private static double Quantile(double[] sorted, double position)
    {
        var at = position * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Few digits, rounded so that no value at the threshold falls out.</summary>
    private double Rounded(double value, bool down)
    {
        var rounded = double.Parse(value.ToString("G" + _options.SignificantDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (value == 0 || (down ? rounded <= value : rounded >= value))
        {
            return rounded;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - _options.SignificantDigits + 1);
        return double.Parse((rounded + (down ? -unit : unit)).ToString("G" + _options.SignificantDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private string Obstacle(Policy policy, List<PolicyRule> moved, long aim)
    {
        decider.CountAccepted(policy);
        var candidates = connection.Count("SELECT count(*) FROM verdict WHERE s_from = 0");
        if (candidates < aim)
        {
            return $"There are not so many candidates; lower the aim or {(policy.From is { } from ? $"loosen {from} before" : "take more films in")}.";
        }

        var costs = policy.Rules.Where(rule => moved.All(other => other.Name != rule.Name))
            .Select(rule => (rule.Name, Count: connection.Count($"SELECT count(*) FROM verdict WHERE s_from = 0 AND {PolicyCompiler.StatusOf(policy, rule)} <> 0")))
            .OrderByDescending(cost => cost.Count).ThenBy(cost => cost.Name, StringComparer.Ordinal).ToList();
        return costs is [{ Count: > 0 } worst, ..]
            ? $"'{worst.Name}' keeps out {worst.Count} candidate{(worst.Count == 1 ? "" : "s")} and is not among the rules that move; move it or lower the aim."
            : "The rest is not measured, in quarantine or balanced away; lower the aim.";
    }
}
