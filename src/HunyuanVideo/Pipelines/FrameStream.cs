using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HunyuanVideo.Pipelines;

/// <summary>Runs a computation on a thread of its own and hands its frames out as they are finished.</summary>
/// <remarks>libtorch's scopes belong to a thread, so the computation must not wander with an async method.</remarks>
internal static class FrameStream
{
    private const int Ahead = 16;

    /// <summary>The frames <paramref name="produce"/> makes. Leaving the loop early cancels it and waits for its end.</summary>
    public static async IAsyncEnumerable<VideoFrame> RunAsync(
        Action<Action<VideoFrame>, CancellationToken> produce, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var frames = Channel.CreateBounded<VideoFrame>(Ahead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Factory.StartNew(
            () => Produce(produce, frames.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await foreach (var frame in frames.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return frame;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(false);
        }
    }

    private static void Produce(
        Action<Action<VideoFrame>, CancellationToken> produce, ChannelWriter<VideoFrame> writer, CancellationToken cancellationToken)
    {
        try
        {
            produce(frame => writer.WriteAsync(frame, cancellationToken).AsTask().GetAwaiter().GetResult(), cancellationToken);
            writer.Complete();
        }
        catch (Exception fault)   // travels through the channel to the reader, which throws it
        {
            writer.Complete(fault);
        }
    }
}
