using HunyuanVideo.Media;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// The two files of a finished video, each written beside and renamed when whole, the record first: a video never
/// lies there without its record.
/// </summary>
/// <param name="job">Where they go.</param>
/// <param name="record">What the record holds.</param>
/// <param name="tools">Encodes; may be null for a picture.</param>
internal sealed class VideoFiles(VideoJob job, GenerationRecord record, FfmpegTools? tools)
{
    /// <summary>Writes both files from the frames in order.</summary>
    /// <exception cref="IOException">The disk is full, the encoder failed, or a file came into the way meanwhile.</exception>
    public Task WriteAsync(IAsyncEnumerable<VideoFrame> frames, CancellationToken cancellationToken) =>
        job.Options.Frames == 1 ? WritePictureAsync(frames) : WriteVideoAsync(frames, cancellationToken);

    private async Task WriteVideoAsync(IAsyncEnumerable<VideoFrame> frames, CancellationToken cancellationToken)
    {
        var format = new VideoFormat(job.Options.Width, job.Options.Height, job.Options.FramesPerSecond);
        using var writer = FfmpegWriter.Start(tools!, job.Path, format, record.ToJson(), job.Overwrite);
        await foreach (var frame in frames.ConfigureAwait(false))
        {
            await writer.WriteAsync(frame.Rgb, cancellationToken).ConfigureAwait(false);
        }

        await writer.FinishAsync(cancellationToken).ConfigureAwait(false);
        WriteRecord();
        await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task WritePictureAsync(IAsyncEnumerable<VideoFrame> frames)
    {
        await foreach (var frame in frames.ConfigureAwait(false))
        {
            WriteRecord();
            PngFile.Write(job.Path, frame.Rgb.Span, frame.Width, frame.Height);
        }
    }

    private void WriteRecord()
    {
        var beside = job.RecordPath + ".part";
        File.WriteAllText(beside, record.ToIndentedJson());
        File.Move(beside, job.RecordPath, overwrite: true);
    }
}
