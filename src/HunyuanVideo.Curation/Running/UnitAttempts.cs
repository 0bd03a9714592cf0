using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Running;

/// <summary>Runs a piece of work within its time, and again where the cause can pass. Source: spec curation §5, §11.</summary>
/// <param name="options">How often and how long.</param>
/// <param name="clock">Measures it.</param>
internal sealed class UnitAttempts(RetryOptions options, TimeProvider clock)
{
    /// <summary>Runs the work; what cannot pass is thrown.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="estimate">Seconds it is expected to take.</param>
    /// <param name="threads">Threads it may use; after the decoder died it is run once more with one.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <exception cref="QuarantineException">The unit itself is at fault.</exception>
    public async Task<T> RunAsync<T>(double estimate, int threads, Func<int, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var hasCrashed = false;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(estimate, hasCrashed ? 1 : threads, work, cancellationToken).ConfigureAwait(false);
            }
            catch (DecoderCrashException crash) when (hasCrashed)
            {
                throw new QuarantineException("decoder_crash", crash.Message, crash.Command, crash.StderrTail);
            }
            catch (DecoderCrashException)
            {
                hasCrashed = true;
            }
            catch (Exception fault) when (CanPass(fault) && attempt < options.DelaySeconds.Length)
            {
                await Task.Delay(TimeSpan.FromSeconds(options.DelaySeconds[attempt]), clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The cause in one word.</summary>
    public static string CauseOf(Exception fault) => fault switch
    {
        TimeoutException => "time_out",
        OutOfMemoryException => "out_of_memory",
        FrameCountException => "frame_count",
        InputException => "input",
        IOException => "disk",
        _ => fault.GetType().Name,
    };

    private static bool CanPass(Exception fault) => fault is TimeoutException or OutOfMemoryException or (IOException and not (StoreFullException or StoreFaultException));

    private async Task<T> RunOnceAsync<T>(double estimate, int threads, Func<int, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var seconds = options.LimitSeconds + (options.LimitPerEstimate * estimate);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await work(threads, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"it took longer than {seconds:0} s"));
        }
    }
}
