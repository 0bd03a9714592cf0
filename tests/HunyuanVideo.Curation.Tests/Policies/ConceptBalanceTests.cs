using HunyuanVideo.Curation.Bench;
using HunyuanVideo.Curation.Policies;

namespace HunyuanVideo.Curation.Tests.Policies;

public sealed class ConceptBalanceTests
{
    private static readonly Policy Pool = new()
    {
        Set = "a",
        Rules = [new() { Name = "clear", Column = "m_clarity.clarity", Min = 0.5 }],
        Balance = new PolicyBalance { Beta = 1, Cap = "1" },
    };

    [Fact]
    public void Classes_sum_up_to_the_set_and_thinning_makes_it_more_even()
    {
        using var pool = new SyntheticPool(5000);
        var decider = new PolicyDecider(pool.Connection);

        var balance = ConceptBalance.Of(pool.Connection, decider, Pool, [Pool]);

        Assert.Equal(decider.CountAccepted(Pool with { Balance = null }), balance.Before);
        Assert.Equal(decider.CountAccepted(Pool), balance.After);
        Assert.All(balance.Classes, row => Assert.Equal(1.0 / row.Before, row.Weight, 1e-9));
        Assert.Equal(balance.Classes.OrderByDescending(row => row.Before).Select(row => row.Before), balance.Classes.Select(row => row.Before));
        Assert.True(balance.EvenClassesAfter > balance.EvenClassesBefore);
    }

    [Fact]
    public void Weights_that_are_handed_on_count_though_nothing_is_dropped()
    {
        using var pool = new SyntheticPool(5000);
        var weighed = Pool with { Balance = Pool.Balance! with { Mode = "weight" } };

        var balance = ConceptBalance.Of(pool.Connection, new PolicyDecider(pool.Connection), weighed, [weighed]);

        Assert.Equal(balance.Before, balance.After);
        Assert.Equal(balance.Classes.Count, balance.EvenClassesAfter, 1e-6);
    }
}
