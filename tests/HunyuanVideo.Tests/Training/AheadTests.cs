using HunyuanVideo.Training;

namespace HunyuanVideo.Tests.Training;

public sealed class AheadTests
{
    [Fact]
    public void Batches_are_those_of_their_updates_in_any_order()
    {
        using var ahead = new Ahead<long>(update => update * update);

        Assert.Equal([9, 16, 25, 4, 100], new long[] { 3, 4, 5, 2, 10 }.Select(ahead.Take));
    }

    [Fact]
    public void The_next_batch_is_begun_before_it_is_asked_for()
    {
        using var begun = new ManualResetEventSlim();
        using var ahead = new Ahead<long>(update =>
        {
            if (update == 1)
            {
                begun.Set();
            }

            return update;
        });

        ahead.Take(0);

        Assert.True(begun.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_fault_is_thrown_where_its_batch_is_taken()
    {
        using var ahead = new Ahead<long>(update => update == 1 ? throw new InputException("update 1") : update);

        Assert.Equal(0, ahead.Take(0));
        Assert.Equal("update 1", Assert.Throws<InputException>(() => ahead.Take(1)).Message);
    }

    [Fact]
    public void Disposing_waits_for_the_batch_that_nobody_takes()
    {
        using var release = new ManualResetEventSlim();
        var isMade = false;
        var ahead = new Ahead<long>(update =>
        {
            if (update == 1)
            {
                release.Wait();
                Volatile.Write(ref isMade, true);
            }

            return update;
        });
        ahead.Take(0);

        release.Set();
        ahead.Dispose();

        Assert.True(isMade);
    }
}
