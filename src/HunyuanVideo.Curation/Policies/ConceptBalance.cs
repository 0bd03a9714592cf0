using DuckDB.NET.Data;

namespace HunyuanVideo.Curation.Policies;

/// <summary>How a set is spread over its classes before and after balancing. Source: spec curation §4 S14, §6.</summary>
/// <param name="Set">The set.</param>
/// <param name="Beta">Strength of the thinning.</param>
/// <param name="Cap">Members up to which a class is left alone, or <c>median</c>.</param>
/// <param name="Mode"><c>sample</c> drops by weight, <c>weight</c> keeps all and hands the weight on.</param>
/// <param name="Classes">The classes, the largest first.</param>
public sealed record ConceptBalance(string Set, double Beta, string Cap, string Mode, IReadOnlyList<BalancedClass> Classes)
{
    /// <summary>Units that keep all other rules.</summary>
    public long Before => Classes.Sum(row => row.Before);

    /// <summary>Those of them that are in the set.</summary>
    public long After => Classes.Sum(row => row.After);

    /// <summary>Number of equally large classes that would be as varied (exponential of the entropy) as the units before.</summary>
    public double EvenClassesBefore => EvenClasses(row => row.Before);

    /// <summary>The same for the units in the set; where all are kept and weighed, for the weights.</summary>
    public double EvenClassesAfter => EvenClasses(row => Mode == PolicyBalance.WeightMode ? row.Before * row.Weight : row.After);

    /// <summary>Decides a balanced policy and counts its classes; writes nothing.</summary>
    /// <param name="connection">The decider's connection.</param>
    /// <param name="decider">Decides.</param>
    /// <param name="policy">Has a balance.</param>
    /// <param name="ladder">Where the sets named by <c>from</c> are found.</param>
    public static ConceptBalance Of(DuckDBConnection connection, PolicyDecider decider, Policy policy, IReadOnlyList<Policy> ladder)
    {
        ArgumentNullException.ThrowIfNull(decider);
        var balance = policy?.Balance ?? throw new ArgumentException("the policy is not balanced.", nameof(policy));
        decider.DecideBefore(policy, ladder);
        decider.CountAccepted(policy);
        var rows = connection.Rows(
            """
            SELECT class::VARCHAR, count(*), count(*) FILTER (state = 'accepted'), max(weight) FROM verdict
            WHERE class IS NOT NULL AND (state = 'accepted' OR s_balance = 1) GROUP BY class ORDER BY 2 DESC, class
            """,
            row => new BalancedClass(row.GetString(0), row.Whole(1), row.Whole(2), row.GetDouble(3)));
        return new ConceptBalance(policy.Set, balance.Beta, balance.Cap, balance.Mode, rows);
    }

    private double EvenClasses(Func<BalancedClass, double> sizeOf)
    {
        var sizes = Classes.Select(sizeOf).Where(size => size > 0).ToList();
        var all = sizes.Sum();
        return sizes.Count == 0 ? 0 : Math.Exp(-sizes.Sum(size => size / all * Math.Log(size / all)));
    }
}
