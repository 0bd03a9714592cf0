using System.Runtime.CompilerServices;
using HunyuanVideo.Media;

namespace HunyuanVideo.Pipelines;

/// <summary>Compares a replayed video with its original: by bytes, and by frames where those differ.</summary>
public static class VideoComparison
{
    /// <summary>Reads both files.</summary>
    /// <param name="tools">Decodes videos; may be null for pictures.</param>
    /// <param name="original">The file that was replayed.</param>
    /// <param name="replayed">The new file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<ReplayOutcome> CompareAsync(
        FfmpegTools? tools, string original, string replayed, CancellationToken cancellationToken = default)
    {
        var (then, now) = (await File.ReadAllBytesAsync(original, cancellationToken).ConfigureAwait(false),
            await File.ReadAllBytesAsync(replayed, cancellationToken).ConfigureAwait(false));
        return then.AsSpan().SequenceEqual(now)
            ? new ReplayOutcome(true, 0, 0)
            : await CompareFramesAsync(FramesOf(tools, original, cancellationToken), FramesOf(tools, replayed, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<byte[]> FramesOf(FfmpegTools? tools, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Path.GetExtension(path).Equals(VideoJob.PictureEnding, StringComparison.OrdinalIgnoreCase))
        {
            yield return PngFile.Read(path).Pixels;
            yield break;
        }

        await foreach (var frame in FfmpegReader.ReadFramesAsync(tools!, path, cancellationToken).ConfigureAwait(false))
        {
            yield return frame;
        }
    }

    private static async Task<ReplayOutcome> CompareFramesAsync(
        IAsyncEnumerable<byte[]> original, IAsyncEnumerable<byte[]> replayed, CancellationToken cancellationToken)
    {
        var (count, largest) = (0, (int?)0);
        var then = original.GetAsyncEnumerator(cancellationToken);
        await using (then.ConfigureAwait(false))
        {
            await foreach (var frame in replayed.ConfigureAwait(false))
            {
                count++;
                var hasOriginal = await then.MoveNextAsync().ConfigureAwait(false);
                largest = hasOriginal && largest is { } sofar && then.Current.Length == frame.Length
                    ? Math.Max(sofar, LargestDifference(then.Current, frame))
                    : null;
            }

            return new ReplayOutcome(false, count, await then.MoveNextAsync().ConfigureAwait(false) ? null : largest);
        }
    }

    private static int LargestDifference(byte[] left, byte[] right)
    {
        var largest = 0;
        for (var i = 0; i < left.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(left[i] - right[i]));
        }

        return largest;
    }
}
