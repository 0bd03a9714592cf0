namespace HunyuanVideo.Training;

/// <summary>
/// Makes the batch of the next update on a thread of its own while the present one computes. The producer must be a
/// pure function of the update, so what is made does not depend on when. Dispose it before what the producer reads.
/// </summary>
internal sealed class Ahead<T>(Func<long, T> produce) : IDisposable
{
    private long _pendingUpdate = -1;
    private Task<T>? _pending;

    /// <summary>The batch of <paramref name="update"/>; the next one is begun.</summary>
    public T Take(long update)
    {
        var batch = _pending is not null && _pendingUpdate == update ? _pending.GetAwaiter().GetResult() : produce(update);
        _pendingUpdate = update + 1;
        _pending = Task.Run(() => produce(update + 1));
        return batch;
    }

    /// <summary>Waits for the batch that nobody takes; whether it could be made does not matter.</summary>
    public void Dispose()
    {
        if (_pending is not null)
        {
            Task.WhenAny(_pending).GetAwaiter().GetResult();
        }
    }
}
