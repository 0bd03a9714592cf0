namespace HunyuanVideo.Curation.Running;

/// <summary>
/// A few workers on sources and their clips. A clip that is ready goes before the next source, the newest first: its
/// file is warm, and clips in waiting stay as few as the sources in work have. Source: spec curation §11.
/// </summary>
internal sealed class WorkPool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<Func<Task>> _ready = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly IEnumerator<Func<Task>> _sources;
    private readonly int _workers;
    private int _active;
    private bool _isEmpty;

    public WorkPool(IEnumerable<Func<Task>> sources, int workers) => (_sources, _workers) = (sources.GetEnumerator(), workers);

    /// <summary>Adds work that became ready.</summary>
    public void Push(Func<Task> work)
    {
        lock (_lock)
        {
            _ready.Push(work);
        }

        _changed.Release();
    }

    /// <summary>Works until nothing is left, somebody wishes to stop, or a piece of work throws: then nothing new is begun, and the fault is the result.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var inner = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var workers = Enumerable.Range(0, _workers).Select(_ => Task.Run(() => WorkAsync(inner), CancellationToken.None)).ToList();
        await Task.WhenAll(workers).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _sources.Dispose();
        _changed.Dispose();
    }

    private async Task WorkAsync(CancellationTokenSource stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (work, isEnd) = Take();
            if (isEnd)
            {
                return;
            }

            if (work is null)
            {
                await WaitAsync(stop.Token).ConfigureAwait(false);
                continue;
            }

            try
            {
                await work().ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
            finally
            {
                Leave();
            }
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        try
        {
            await _changed.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it and ends.
        }
    }

    private (Func<Task>? Work, bool IsEnd) Take()
    {
        lock (_lock)
        {
            if (_ready.TryPop(out var ready))
            {
                _active++;
                return (ready, false);
            }

            if (!_isEmpty && _sources.MoveNext())
            {
                _active++;
                return (_sources.Current, false);
            }

            _isEmpty = true;
            return (null, _active == 0);
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            _active--;
        }

        _changed.Release(_workers);     // who waits looks again: there may be clips, or the end
    }
}
