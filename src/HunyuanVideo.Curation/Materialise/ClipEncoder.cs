using System.Globalization;
using HunyuanVideo.Curation.Decoding;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Materialise;

/// <summary>Cuts, crops, scales and re-times one clip: one ffmpeg decodes, another encodes, the frames pass in between.</summary>
/// <param name="tools">The executables.</param>
/// <param name="output">The policy's wishes.</param>
/// <param name="options">The rest.</param>
public sealed class ClipEncoder(FfmpegTools tools, PolicyOutput output, MaterialiseOptions options)
{
    private const double SeekMargin = 1;      // seconds before the first frame: rounding of the container's index

    /// <summary>Ending of an item's file.</summary>
    public string Extension(ItemPlan plan) => plan.Schedule.Count == 1 ? "png" : options.Storage switch { FrameStorage.Raw => "rgb", FrameStorage.Png => "mkv", _ => "mp4" };

    /// <summary>Writes the item's file beside its path and renames it.</summary>
    /// <exception cref="IOException">It cannot be decoded to the frames that were measured, or not encoded.</exception>
    public async Task EncodeAsync(ItemPlan plan, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeLimitSeconds * (1 + (plan.Item.Times[^1]))));
        var partial = path + ".part";
        try
        {
            // By times after a seek; where the file's times are not what was measured, by counting from its start.
            if (!await TryEncodeAsync(plan, partial, byTime: true, limit.Token).ConfigureAwait(false)
                && !await TryEncodeAsync(plan, partial, byTime: false, limit.Token).ConfigureAwait(false))
            {
                throw new IOException($"{plan.Item.Path}: frames {plan.Item.First}… decode to another number than was measured; run 'curate run' again.");
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{plan.Item.Path}: clip {plan.Item.ClipId} took longer than its time limit to write.");
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task<bool> TryEncodeAsync(ItemPlan plan, string path, bool byTime, CancellationToken cancellationToken)
    {
        using var decoder = FfmpegProcess.Start(tools.Ffmpeg, plan.Item.Path, DecodeArguments(plan, byTime));
        using var encoder = FfmpegProcess.Start(tools.Ffmpeg, plan.Item.Path, EncodeArguments(plan, path));
        var (width, height) = (plan.Cut.Size.Width, plan.Cut.Size.Height);
        var frame = new byte[IsRgb(plan) ? width * height * 3 : width * height * 3 / 2];
        var next = 0;
        for (var index = 0; index <= plan.Schedule[^1]; index++)
        {
            if (await decoder.Output.ReadAtLeastAsync(frame, frame.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < frame.Length)
            {
                return false;
            }

            for (; next < plan.Schedule.Count && plan.Schedule[next] == index; next++)
            {
                await WriteAsync(encoder, frame, cancellationToken).ConfigureAwait(false);
            }
        }

        if (await decoder.Output.ReadAsync(frame.AsMemory(0, 1), cancellationToken).ConfigureAwait(false) != 0)
        {
            return false;
        }

        await decoder.FinishAsync(cancellationToken).ConfigureAwait(false);
        await encoder.FinishAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task WriteAsync(FfmpegProcess encoder, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        try
        {
            await encoder.Input.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            throw await encoder.FaultAsync().ConfigureAwait(false);
        }
    }

    private bool IsRgb(ItemPlan plan) => plan.Schedule.Count == 1 || options.Storage != FrameStorage.H264;

    private string[] DecodeArguments(ItemPlan plan, bool byTime)
    {
        var item = plan.Item;
        var last = plan.Schedule[^1];

        // Unlike a selection, trimming ends the decoder at the last frame and not at the end of the film.
        var range = byTime ? Invariant($"trim=start_pts={item.Pts[0]}:end_pts={item.Pts[last] + 1}") : Invariant($"trim=start_frame={item.First}:end_frame={item.First + last + 1}");
        string[] seek = byTime ? ["-seek_timestamp", "1", "-ss", Invariant($"{Math.Max(item.Pts[0] * item.TickSeconds, 0) - SeekMargin:F6}"), "-copyts"] : [];
        List<string> filters = [range, .. AlphaFilter.Of(item.PixelFormat)];
        if (item.IsAnamorphic)
        {
            filters.Add(Invariant($"scale={item.Shown.Width}:{item.Shown.Height}:flags=bicubic+accurate_rnd+full_chroma_int+bitexact"));
        }

        filters.AddRange([
            "format=yuv444p",      // whole chroma: a crop may begin at an odd pixel
            Invariant($"crop={item.Crop.Width}:{item.Crop.Height}:{item.Crop.X0}:{item.Crop.Y0}:exact=1"),
            Invariant($"scale={plan.Cut.Resized.Width}:{plan.Cut.Resized.Height}:out_color_matrix=bt709:out_range=tv:flags=area+accurate_rnd+full_chroma_int+bitexact"),
            Invariant($"crop={plan.Cut.Size.Width}:{plan.Cut.Size.Height}:{plan.Cut.CropLeft}:{plan.Cut.CropTop}:exact=1"),
            IsRgb(plan) ? "scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int+bitexact,format=rgb24" : "format=yuv420p"]);
        return
        [
            .. DecoderSafety.DecodeArguments(1), .. seek, .. DecoderSafety.Input(item.Path), "-map", Invariant($"0:v:{item.VideoStream}"), "-an", "-sn", "-dn",
            "-frames:v", Invariant($"{last + 2}"),                  // one more than wanted, so that a surplus is noticed
            "-vf", string.Join(',', filters), "-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1",
        ];
    }

    private string[] EncodeArguments(ItemPlan plan, string path)
    {
        var rate = output.Fps.ToString(CultureInfo.InvariantCulture);
        string[] input =
        [
            "-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file,pipe", "-f", "rawvideo", "-pix_fmt", IsRgb(plan) ? "rgb24" : "yuv420p",
            "-video_size", Invariant($"{plan.Cut.Size.Width}x{plan.Cut.Size.Height}"), "-framerate", rate, "-i", "pipe:0",
        ];
        string[] sound = plan.KeepsAudio ? SoundInput(plan) : [];
        string[] common = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact+cgop", "-threads", "1"];
        return [.. input, .. sound, .. common, .. Format(plan), DecoderSafety.Name(path)];
    }

    private string[] Format(ItemPlan plan) => Extension(plan) switch
    {
        "png" => ["-map", "0:v:0", "-frames:v", "1", "-c:v", "png", "-f", "image2", "-update", "1"],
        "rgb" => ["-map", "0:v:0", "-c:v", "rawvideo", "-f", "rawvideo"],
        "mkv" => ["-map", "0:v:0", "-c:v", "png", "-f", "matroska"],
        _ =>
        [
            "-map", "0:v:0", "-c:v", "libx264", "-preset", options.Preset, "-crf", Invariant($"{output.Crf}"), "-g", Invariant($"{options.GroupOfPictures}"),
            "-pix_fmt", "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            .. plan.KeepsAudio ? SoundOutput(plan) : [],
            "-movflags", "+faststart", "-f", "mp4",
        ],
    };

    private static string[] SoundInput(ItemPlan plan) =>
    [
        "-format_whitelist", DecoderSafety.DecodeArguments(1)[DecoderSafety.DecodeArguments(1).IndexOf("-format_whitelist") + 1],
        "-seek_timestamp", "1", "-ss", Invariant($"{plan.Item.Pts[0] * plan.Item.TickSeconds:F6}"), .. DecoderSafety.Input(plan.Item.Path),
    ];

    private string[] SoundOutput(ItemPlan plan) =>
    [
        "-map", "1:a:0", "-c:a", "aac", "-ar", Invariant($"{options.AudioRate}"), "-b:a", Invariant($"{options.AudioBitrate}"), "-flags:a", "+bitexact",
        "-t", Invariant($"{plan.Schedule.Count / output.Fps:F6}"),
    ];

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
