using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Tests.Policies;

public sealed class PolicySolverTests
{
    private static readonly Policy Two = new()
    {
        Set = "a",
        Rules =
        [
            new() { Name = "clear", Column = "m_clarity.clarity", Min = 0.5 }, new() { Name = "moves", Column = "m_motion.max_speed", Min = 5, Max = 60 },
            new() { Name = "one shot", Column = "m_recheck.single_shot", Is = true },
        ],
    };

    [Theory]
    [InlineData(3000)]
    [InlineData(700)]
    public void Thresholds_move_until_the_count_is_within_a_hundredth(int aim)
    {
        using var pool = new SyntheticPool(5000);
        var decider = new PolicyDecider(pool.Connection);

        var result = new PolicySolver(pool.Connection, decider).Solve(Two, aim, []);

        Assert.True(result.IsReached, result.Obstacle);
        Assert.InRange(decider.CountAccepted(result.Policy), aim * 0.99, aim * 1.01);
        Assert.NotEqual(Two.Rules[0].Min, result.Policy.Rules[0].Min);
        Assert.Equal(Two.Rules[2], result.Policy.Rules[2]);
    }

    [Fact]
    public void An_aim_beyond_reach_names_the_rule_in_the_way()
    {
        using var pool = new SyntheticPool(2000);

        var result = new PolicySolver(pool.Connection, new PolicyDecider(pool.Connection)).Solve(Two, 1990, ["moves"]);

        Assert.False(result.IsReached);
        Assert.Contains("'clear' keeps out", result.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_moves_is_not_the_one_in_the_way()
    {
        using var pool = new SyntheticPool(2000);

        var result = new PolicySolver(pool.Connection, new PolicyDecider(pool.Connection)).Solve(Two, 1990, ["moves", "clear"]);

        Assert.Contains("'one shot' keeps out 100 candidates", result.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_cannot_move_is_refused()
    {
        using var pool = new SyntheticPool(1);
        var solver = new PolicySolver(pool.Connection, new PolicyDecider(pool.Connection));

        Assert.Contains("'one shot' has no threshold", Assert.Throws<InputException>(() => solver.Solve(Two, 1, ["one shot"])).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'clear'", Assert.Throws<InputException>(() => solver.Solve(Two, 1, ["clera"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_counts_both_ways_and_names_the_rules()
    {
        using var pool = new SyntheticPool(1000);
        _ = new PolicyDecider(pool.Connection);
        var stricter = Two with { Rules = [Two.Rules[0] with { Min = 0.7 }, Two.Rules[1] with { Min = 2 }, Two.Rules[2]] };

        var difference = new PolicyComparer(pool.Connection).Compare(Two, stricter);

        Assert.Equal(pool.Count("SELECT count(*) FROM m_clarity JOIN m_motion USING (clip_id) JOIN m_recheck USING (clip_id) WHERE single_shot AND clarity >= 0.7::FLOAT AND max_speed >= 2 AND max_speed < 5"), difference.CameIn);
        Assert.Equal(["moves"], difference.CameInRules.Select(rule => rule.Rule));
        Assert.Equal((difference.WentOut, "clear"), (difference.WentOutRules[0].Units, difference.WentOutRules[0].Rule));
        Assert.Equal(20, difference.Examples.Count);
    }
}
