using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Frames;

/// <summary>
/// Decodes a clip once for all its analysers: every frame as a small picture over the pipe, a few luma planes at full
/// size through one scratch file. Frames are found by their time stamps. Source: spec curation §4 "One decode per clip".
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

    /// <summary>Decodes by a seek; some files cannot be sought in, or have time stamps of no use: then by counting from the start.</summary>
    /// <typeparam name="T">What comes out.</typeparam>
    /// <param name="clip">The frames.</param>
    /// <param name="decode">Decodes with analysers of its own: those of another attempt are void.</param>
    public static async Task<T> SeekOrCountAsync<T>(AnalysedClip clip, Func<ClipDecodeRequest, Task<T>> decode)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(decode);
        try
        {
            return await decode(new ClipDecodeRequest(Threads)).ConfigureAwait(false);
        }
        catch (FrameCountException) when (clip.First > 0)
        {
            return await decode(new ClipDecodeRequest(Threads, FromStart: true)).ConfigureAwait(false);
        }
    }

    /// <summary>Feeds the analysers.</summary>
    /// <param name="source">The file.</param>
    /// <param name="clip">The frames.</param>
    /// <param name="views">Take every frame.</param>
    /// <param name="natives">Take the luma planes.</param>
    /// <param name="scratch">A folder for the planes; they are removed again.</param>
    /// <param name="request">How to find the frames.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    /// <exception cref="FrameCountException">Other frames came; the analysers' state is void.</exception>
    /// <exception cref="DecoderCrashException">The decoder died.</exception>
    /// <exception cref="StoreFullException">No room for the planes.</exception>
    /// <exception cref="TimeoutException">It takes longer than a clip of its length may.</exception>
    public async Task DecodeAsync(
        ClipSource source, AnalysedClip clip, IReadOnlyList<IClipAnalyser> views, IReadOnlyList<INativePlaneAnalyser> natives,
        string scratch, ClipDecodeRequest request, CancellationToken cancellationToken)
    {
        if (views.Count == 0 && natives.Count == 0)
        {
            return;
        }

        Directory.CreateDirectory(scratch);
        var planes = Path.Join(scratch, $"{clip.ClipId}-{Guid.NewGuid():N}.y");     // the name reaches no result
        try
        {
            var arguments = Arguments(source, clip, views.Count > 0, natives.Count > 0, planes, request);
            using var run = DecoderRun.Start(tools.Ffmpeg, source.Path, arguments, LimitSeconds(source, clip, request), clock, cancellationToken);
            var delivered = await run.ReadAsync((stream, token) => FeedAsync(stream, source, clip, views, token)).ConfigureAwait(false);
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

            await FeedPlanesAsync(planes, source, clip, natives, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(planes);
        }
    }

    private static int KeyFrameBefore(ClipSource source, int frame) => source.Times.Keyframe.LastOrDefault(key => key <= frame);

    private double LimitSeconds(ClipSource source, AnalysedClip clip, ClipDecodeRequest request)
    {
        var begin = request.FromStart ? 0 : KeyFrameBefore(source, clip.First);
        return options.LimitSeconds + (options.LimitSecondsPerSecond * (source.Times.Time(clip.Last) - source.Times.Time(begin)));
    }

    private IEnumerable<string> Arguments(ClipSource source, AnalysedClip clip, bool hasView, bool hasNative, string planes, ClipDecodeRequest request)
    {
        var key = KeyFrameBefore(source, clip.First);
        var seconds = source.Times.Seconds(source.Times.Pts[key]);
        string[] seek = request.FromStart || key == 0 ? [] : ["-seek_timestamp", "1", "-noaccurate_seek", "-ss", FormattableString.Invariant($"{seconds:0.######}")];
        string[] view = hasView ? ["-map", "[view]", "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"] : [];
        string[] native = hasNative ? ["-map", "[native]", "-fps_mode", "passthrough", "-y", "-f", "rawvideo", DecoderSafety.Name(planes)] : [];
        return
        [
            .. DecoderSafety.DecodeArguments(request.Threads), "-copyts", .. seek, .. DecoderSafety.Input(source.Path),
            "-filter_complex", ClipFilter.Graph(source, clip, request.FromStart, hasView, hasNative, options), .. view, .. native,
        ];
    }

    private async Task<int> FeedAsync(Stream stream, ClipSource source, AnalysedClip clip, IReadOnlyList<IClipAnalyser> views, CancellationToken cancellationToken)
    {
        var (width, height) = ClipFilter.ViewSize(source.Probe.Width, source.Probe.Height, options.ViewSide);
        var chroma = ((width + 1) / 2) * ((height + 1) / 2);
        var (luma, blue, red) = (new byte[width * height], new byte[chroma], new byte[chroma]);
        for (var count = 0; ; count++)
        {
            if (!await FillAsync(stream, luma, cancellationToken).ConfigureAwait(false)
                || !await FillAsync(stream, blue, cancellationToken).ConfigureAwait(false)
                || !await FillAsync(stream, red, cancellationToken).ConfigureAwait(false))
            {
                return count;
            }

            var index = clip.First + count;
            if (index > clip.Last)
            {
                throw new FrameCountException(source.Path, clip, count + 1);
            }

            var frame = new ViewFrame(index, source.Times.Time(index), width, height, luma, blue, red);
            foreach (var analyser in views)
            {
                analyser.Add(frame);
            }
        }
    }

    private async Task FeedPlanesAsync(
        string path, ClipSource source, AnalysedClip clip, IReadOnlyList<INativePlaneAnalyser> natives, CancellationToken cancellationToken)
    {
        if (natives.Count == 0)
        {
            return;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var expected = ClipFilter.NativeFrames(clip.Frames, options.NativePlanes).Length;
        for (var count = 0; count < expected; count++)
        {
            var pixels = new byte[source.Probe.Width * source.Probe.Height];
            if (!await FillAsync(stream, pixels, cancellationToken).ConfigureAwait(false))
            {
                throw new FrameCountException(source.Path, clip, count);
            }

            var plane = new LumaPlane(source.Probe.Width, source.Probe.Height, pixels);
            foreach (var analyser in natives)
            {
                analyser.AddPlane(plane);
            }
        }
    }

    private static async Task<bool> FillAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
        await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == buffer.Length;
}
