using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Audio;

/// <summary>
/// Decodes a stretch of a file's first sound stream into mono blocks, placed by presentation time: a stream that
/// starts late or has holes is padded with silence, one that starts early is cut. Source: spec curation §9.
/// </summary>
/// <param name="tools">The executables.</param>
/// <param name="options">Limits.</param>
/// <param name="sampleRate">Samples a second.</param>
public sealed class PcmReader(FfmpegTools tools, PcmOptions? options = null, int sampleRate = ClipSound.SampleRate)
{
    private readonly PcmOptions _options = options ?? new();

    /// <summary>Blocks of one second (the last one shorter) that together last <paramref name="durationSeconds"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="startSeconds">Presentation time of the first sample in the container's own clock: that of a clip's first frame.</param>
    /// <param name="durationSeconds">Length; what the stream lacks is silence.</param>
    /// <param name="cancellationToken">Ends the decoder.</param>
    /// <returns>Arrays that are the caller's, samples nominally −1…1.</returns>
    /// <exception cref="InputException">The file has no sound that ffmpeg can decode, or takes too long.</exception>
    public async IAsyncEnumerable<float[]> ReadAsync(
        string path, double startSeconds, double durationSeconds, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Check(path, startSeconds, durationSeconds);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.LimitSeconds + (_options.LimitPerSecond * durationSeconds)));
        var lead = Math.Min(_options.LeadSeconds, Math.Max(0, startSeconds));
        using var process = FfmpegProcess.Start(tools.Ffmpeg, path, Arguments(path, startSeconds - lead, lead + durationSeconds));

        var wanted = Count(durationSeconds);
        var isWhole = await SkipAsync(process, Count(lead), path, limit.Token, cancellationToken).ConfigureAwait(false);
        while (wanted > 0)
        {
            var block = new float[Math.Min(wanted, sampleRate)];
            if (isWhole)
            {
                isWhole = await FillAsync(process, block, path, limit.Token, cancellationToken).ConfigureAwait(false);
            }

            yield return block;
            wanted -= block.Length;
        }
    }

    /// <summary>A clip's sound; for readers of the usual rate.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<ClipSound> ReadClipAsync(string path, double startSeconds, double durationSeconds, CancellationToken cancellationToken = default) =>
        new(await ReadAllAsync(path, startSeconds, durationSeconds, cancellationToken).ConfigureAwait(false));

    /// <summary>The whole stretch in one array: for clips, which last 16 s at most.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<float[]> ReadAllAsync(string path, double startSeconds, double durationSeconds, CancellationToken cancellationToken = default)
    {
        var samples = new List<float>();
        await foreach (var block in ReadAsync(path, startSeconds, durationSeconds, cancellationToken).ConfigureAwait(false))
        {
            samples.AddRange(block);
        }

        return [.. samples];
    }

    private int Count(double seconds) => (int)Math.Round(seconds * sampleRate);

    private void Check(string path, double startSeconds, double durationSeconds)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file.");
        }

        if (!double.IsFinite(startSeconds) || !(durationSeconds > 0) || durationSeconds > _options.MostSeconds)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: sound from {startSeconds} s for {durationSeconds} s cannot be cut; the length must lie in 0…{_options.MostSeconds} s."));
        }
    }

    // Neither the seek nor the packets need to fall on the first sample: the resampler puts pts 0 at the place sought,
    // pads what is missing before it or in a hole, and drops what comes before.
    private string[] Arguments(string path, double from, double seconds) =>
    [
        "-hide_banner", "-loglevel", "error", "-nostdin", "-protocol_whitelist", "file,pipe", "-format_whitelist", _options.Formats,
        "-threads", "1", "-seek_timestamp", "1", "-ss", Text(from), "-i", "file:" + path,
        "-map", "0:a:0", "-vn", "-sn", "-dn",
        // A downmix that cannot exceed full scale: otherwise two loud channels would look clipped.
        "-af", string.Create(CultureInfo.InvariantCulture, $"aresample={sampleRate}:ochl=mono:rematrix_maxval=1:async=1:first_pts=0"),
        "-t", Text(seconds), "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1",
    ];

    private static string Text(double seconds) => seconds.ToString("0.######", CultureInfo.InvariantCulture);

    private async Task<bool> SkipAsync(FfmpegProcess process, int count, string path, CancellationToken limit, CancellationToken outer)
    {
        var isWhole = true;
        for (var left = count; left > 0 && isWhole; left -= sampleRate)
        {
            isWhole = await FillAsync(process, new float[Math.Min(left, sampleRate)], path, limit, outer).ConfigureAwait(false);
        }

        return isWhole;
    }

    /// <summary>False at the stream's end: the rest of the block stays silent.</summary>
    private static async Task<bool> FillAsync(FfmpegProcess process, float[] block, string path, CancellationToken limit, CancellationToken outer)
    {
        try
        {
            var bytes = new byte[block.Length * sizeof(float)];
            var count = await process.Output.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, limit).ConfigureAwait(false);
            Fill(bytes.AsSpan(0, count), block);
            if (count < bytes.Length)
            {
                await process.FinishAsync(limit).ConfigureAwait(false);
            }

            return count == bytes.Length;
        }
        catch (IOException fault)
        {
            throw new InputException($"{path}: holds no sound that ffmpeg can decode ({fault.Message.TrimEnd('.')}).", fault);
        }
        catch (OperationCanceledException fault) when (!outer.IsCancellationRequested)
        {
            throw new InputException($"{path}: its sound took too long to decode; the file may be damaged.", fault);
        }
    }

    private static void Fill(ReadOnlySpan<byte> bytes, Span<float> block)
    {
        var samples = MemoryMarshal.Cast<byte, float>(bytes);
        for (var i = 0; i < samples.Length; i++)
        {
            block[i] = float.IsFinite(samples[i]) ? samples[i] : 0;   // a damaged float stream must not poison every sum
        }
    }
}
