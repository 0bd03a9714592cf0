using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Frames;

/// <summary>
/// Decodes a clip once for all its analysers: every frame as a small picture over the pipe, a few luma planes at full
/// size through one scratch file. Frames are found by their time stamps. A clip whose source's views were kept is not
/// decoded at all. Source: spec curation §4 "One decode per clip".
/// </summary>
/// <param name="tools">The executables.</param>
/// <param name="options">What is delivered.</param>
/// <param name="clock">Measures the limit.</param>
public sealed class ClipDecoder(FfmpegTools tools, ClipDecodeOptions options, TimeProvider clock)
{
    private const int Abort = 134;
    private const int SegmentFault = 139;

    // What a decoder puts in place of damaged pictures depends on its threads; clips keep the cores busy anyway.
    private const int Threads = 1;

    /// <summary>
    /// Decodes from the key frame by time stamps, and by counting where those are of no use. A source whose views could have been kept
    /// is decoded by counting, as they are, and by time stamps only where pictures change their size on the way and counting begins anew.
    /// </summary>
    /// <typeparam name="T">What comes out.</typeparam>
    /// <param name="source">The file.</param>
    /// <param name="decode">Decodes with analysers of its own: those of another attempt are void.</param>
    public async Task<T> SearchAsync<T>(ClipSource source, Func<ClipSearch, Task<T>> decode)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(decode);
        var (usual, other) = ViewPlan.Of(source.Probe, options) is null ? (ClipSearch.Seek, ClipSearch.ByNumber) : (ClipSearch.ByNumber, ClipSearch.FromStart);
        try
        {
            return await decode(usual).ConfigureAwait(false);
        }
        catch (FrameCountException)
        {
            return await decode(other).ConfigureAwait(false);
        }
    }

    /// <summary>Feeds the analysers.</summary>
    /// <param name="source">The file.</param>
    /// <param name="clip">The frames.</param>
    /// <param name="views">Take every frame.</param>
    /// <param name="natives">Take the luma planes.</param>
    /// <param name="scratch">A folder for the planes; they are removed again.</param>
    /// <param name="search">How to find the frames.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="FrameCountException">Other frames came; the analysers' state is void.</exception>
    /// <exception cref="DecoderCrashException">The decoder died.</exception>
    /// <exception cref="StoreFullException">No room for the planes.</exception>
    /// <exception cref="TimeoutException">It takes longer than a clip of its length may.</exception>
    public async Task DecodeAsync(
        ClipSource source, AnalysedClip clip, IReadOnlyList<IClipAnalyser> views, IReadOnlyList<INativePlaneAnalyser> natives,
        string scratch, ClipSearch search, CancellationToken cancellationToken)
    {
        if (views.Count == 0 && natives.Count == 0)
        {
            return;
        }

        if (source.Views is { } kept && (natives.Count == 0 || Array.TrueForAll(PlaneFrames(source, clip), frame => kept.HasPlane(clip.First + frame))))
        {
            await FeedKeptAsync(kept, source, clip, views, natives, cancellationToken).ConfigureAwait(false);
            return;
        }

        Directory.CreateDirectory(scratch);
        var planes = Path.Join(scratch, $"{clip.ClipId}-{Guid.NewGuid():N}.y");     // the name reaches no result
        try
        {
            var arguments = Arguments(source, clip, views.Count > 0, natives.Count > 0, planes, search);
            using var run = DecoderRun.Start(tools.Ffmpeg, source.Path, arguments, LimitSeconds(source, clip, search), clock, cancellationToken);
            var delivered = await run.ReadAsync((stream, token) => FeedWholeAsync(stream, source, clip, views, token)).ConfigureAwait(false);
            var (exitCode, words) = await run.WaitAsync().ConfigureAwait(false);
            if (exitCode is Abort or SegmentFault)
            {
                throw new DecoderCrashException($"{source.Path}: the decoder died at frames {clip.First} to {clip.Last}.", run.Command, words);
            }

            if (FfmpegProcess.SaysDiskIsFull(words))
            {
                throw new StoreFullException(scratch);
            }

            if (exitCode != 0 && delivered == 0)
            {
                throw new IOException($"{source.Path}: ffmpeg failed ({words.Trim()}).");
            }

            if (views.Count > 0 && delivered != clip.Frames)
            {
                throw new FrameCountException(source.Path, clip, delivered);
            }

            if (natives.Count > 0)
            {
                using var stream = new FileStream(planes, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
                foreach (var _ in PlaneFrames(source, clip))
                {
                    await FeedPlaneAsync(stream, source, clip, natives, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            File.Delete(planes);
        }
    }

    private static int KeyFrameBefore(ClipSource source, int frame) => source.Times.Keyframe.LastOrDefault(key => key <= frame);

    private double LimitSeconds(ClipSource source, AnalysedClip clip, ClipSearch search)
    {
        var begin = search == ClipSearch.Seek ? KeyFrameBefore(source, clip.First) : 0;
        return options.LimitSeconds + (options.LimitSecondsPerSecond * (source.Times.Time(clip.Last) - source.Times.Time(begin)));
    }

    private IEnumerable<string> Arguments(ClipSource source, AnalysedClip clip, bool hasView, bool hasNative, string planes, ClipSearch search)
    {
        var key = KeyFrameBefore(source, clip.First);
        var seconds = source.Times.Seconds(source.Times.Pts[key]);
        string[] seek = search != ClipSearch.Seek || key == 0 ? [] : ["-seek_timestamp", "1", "-noaccurate_seek", "-ss", FormattableString.Invariant($"{seconds:0.######}")];
        string[] view = hasView ? ["-map", "[view]", "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"] : [];
        string[] native = hasNative ? ["-map", "[native]", "-fps_mode", "passthrough", "-y", "-f", "rawvideo", DecoderSafety.Name(planes)] : [];
        return
        [
            .. DecoderSafety.DecodeArguments(Threads), "-copyts", .. seek, .. DecoderSafety.Input(source.Path),
            "-filter_complex", ClipFilter.Graph(source, clip, search == ClipSearch.ByNumber, hasView, hasNative, options), .. view, .. native,
        ];
    }

    private int[] PlaneFrames(ClipSource source, AnalysedClip clip) =>
        ClipFilter.PlaneFrames(clip.First, clip.Frames, ClipFilter.PlaneStep(source.Probe, options), options.NativePlanes);

    private async Task FeedKeptAsync(
        KeptViews kept, ClipSource source, AnalysedClip clip, IReadOnlyList<IClipAnalyser> views, IReadOnlyList<INativePlaneAnalyser> natives,
        CancellationToken cancellationToken)
    {
        using var stream = kept.OpenViews(clip.First);
        if (views.Count > 0 && await FeedAsync(stream, source, clip, views, cancellationToken).ConfigureAwait(false) is var count && count != clip.Frames)
        {
            throw new FrameCountException(source.Path, clip, count);
        }

        foreach (var frame in natives.Count > 0 ? PlaneFrames(source, clip) : [])
        {
            using var plane = kept.OpenPlane(clip.First + frame);
            await FeedPlaneAsync(plane, source, clip, natives, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Feeds all that a stream holds, which must be no more than the clip; how many frames came.</summary>
    private async Task<int> FeedWholeAsync(Stream stream, ClipSource source, AnalysedClip clip, IReadOnlyList<IClipAnalyser> views, CancellationToken cancellationToken)
    {
        var count = await FeedAsync(stream, source, clip, views, cancellationToken).ConfigureAwait(false);
        return await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) == 0 ? count : throw new FrameCountException(source.Path, clip, count + 1);
    }

    /// <summary>Feeds the frames of a clip from a stream that is at its first; how many there were.</summary>
    private async Task<int> FeedAsync(Stream stream, ClipSource source, AnalysedClip clip, IReadOnlyList<IClipAnalyser> views, CancellationToken cancellationToken)
    {
        var (width, height) = ClipFilter.ViewSize(source.Probe.Width, source.Probe.Height, options.ViewSide);
        var chroma = ((width + 1) / 2) * ((height + 1) / 2);
        var (luma, blue, red) = (new byte[width * height], new byte[chroma], new byte[chroma]);
        for (var count = 0; count < clip.Frames; count++)
        {
            if (!await FillAsync(stream, luma, cancellationToken).ConfigureAwait(false)
                || !await FillAsync(stream, blue, cancellationToken).ConfigureAwait(false)
                || !await FillAsync(stream, red, cancellationToken).ConfigureAwait(false))
            {
                return count;
            }

            var index = clip.First + count;
            var frame = new ViewFrame(index, source.Times.Time(index), width, height, luma, blue, red);
            foreach (var analyser in views)
            {
                analyser.Add(frame);
            }
        }

        return clip.Frames;
    }

    private static async Task FeedPlaneAsync(
        Stream stream, ClipSource source, AnalysedClip clip, IReadOnlyList<INativePlaneAnalyser> natives, CancellationToken cancellationToken)
    {
        var pixels = new byte[source.Probe.Width * source.Probe.Height];
        if (!await FillAsync(stream, pixels, cancellationToken).ConfigureAwait(false))
        {
            throw new FrameCountException(source.Path, clip, 0);
        }

        var plane = new LumaPlane(source.Probe.Width, source.Probe.Height, pixels);
        foreach (var analyser in natives)
        {
            analyser.AddPlane(plane);
        }
    }

    private static async Task<bool> FillAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
        await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == buffer.Length;
}
