namespace HunyuanVideo.Curation.Captions;

/// <summary>Lets so many requests run at once, and so many begin within any minute.</summary>
internal sealed class RequestPace : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _places;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Queue<DateTimeOffset> _begun = new();
    private readonly int _perMinute;
    private readonly TimeProvider _time;

    /// <param name="concurrency">Requests at once.</param>
    /// <param name="perMinute">Beginnings within any minute.</param>
    /// <param name="time">Measures and waits.</param>
    public RequestPace(int concurrency, int perMinute, TimeProvider time) =>
        (_places, _perMinute, _time) = (new(concurrency), perMinute, time);

    /// <summary>Waits for a turn; dispose it when the request has ended.</summary>
    public async Task<IDisposable> WaitAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await BeginAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _places.Release();
            throw;
        }

        return new Turn(_places);
    }

    public void Dispose()
    {
        _places.Dispose();
        _gate.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (_begun.Count >= _perMinute)
            {
                var wait = _begun.Peek() + Minute - _time.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
                }

                _begun.Dequeue();
            }

            _begun.Enqueue(_time.GetUtcNow());
        }
        finally
        {
            _gate.Release();
        }
    }

    private sealed class Turn(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
