using System.Runtime.CompilerServices;

namespace HunyuanVideo.Curation.Shots;

/// <summary>Runs pieces of work that block side by side, each on a thread of its own, and hands the results out in order, few of them waiting at a time.</summary>
internal static class OrderedWork
{
    /// <summary>Results of <paramref name="work"/> in the order of <paramref name="items"/>; <paramref name="workers"/> run, twice as many run or wait.</summary>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IReadOnlyList<TItem> items, int workers, Func<TItem, CancellationToken, TResult> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var free = new SemaphoreSlim(workers);
        var running = new Queue<Task<TResult>>();
        try
        {
            for (var item = 0; item < items.Count || running.Count > 0;)
            {
                while (item < items.Count && running.Count < 2 * workers)
                {
                    var next = items[item++];
                    running.Enqueue(RunWhenFreeAsync(free, () => work(next, stop.Token), stop.Token));
                }

                var result = await running.Peek().ConfigureAwait(false);
                _ = running.Dequeue();
                yield return result;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default))).ConfigureAwait(false);
        }
    }

    private static async Task<TResult> RunWhenFreeAsync<TResult>(SemaphoreSlim free, Func<TResult> work, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            free.Release();
        }
    }
}
