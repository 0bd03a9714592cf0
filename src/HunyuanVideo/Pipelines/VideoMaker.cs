using System.Diagnostics;
using System.Runtime.CompilerServices;
using HunyuanVideo.Diffusion;
using HunyuanVideo.Media;
using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// Makes files of a pipeline's videos: latents are saved before they are decoded, and while they are sampled when
/// that takes long, so that a stopped or killed run goes on where it was. Source: spec product §5, §8.
/// </summary>
/// <param name="pipeline">Computes; stays the caller's.</param>
/// <param name="tools">Encodes; may be null when only pictures are made.</param>
public sealed class VideoMaker(TextToVideoPipeline pipeline, FfmpegTools? tools)
{
    private const double SecondsBetweenSaves = 10;

    /// <summary>Told the sentences a user should read, for example that a prompt was cut.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>Makes the videos in order and names each when its file is whole. All texts are encoded first.</summary>
    /// <exception cref="InputException">An option or a file in the way is wrong; nothing was computed.</exception>
    /// <exception cref="InterruptedWorkException">Cancelled; the message says what is kept.</exception>
    public async IAsyncEnumerable<VideoJob> MakeAsync(
        IReadOnlyList<VideoJob> jobs,
        IProgress<GenerationProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        Check(jobs);
        var records = jobs.Select(job => pipeline.RecordOf(job.Options, cancellationToken)).ToArray();
        var kept = jobs.Select((job, index) => Find(job, records[index])).ToArray();
        IReadOnlyList<TextConditioning> texts = [];
        try
        {
            var waiting = Enumerable.Range(0, jobs.Count).Where(index => kept[index]?.IsFinished != true).ToArray();
            texts = await OnOwnThreadAsync(
                () => waiting.Length == 0 ? [] : pipeline.EncodeText([.. waiting.Select(index => jobs[index].Options)], progress, cancellationToken)).ConfigureAwait(false);
            foreach (var notice in texts.SelectMany(text => text.Notices).Distinct())
            {
                Notice?.Invoke(notice);
            }

            for (var index = 0; index < jobs.Count; index++)
            {
                var (job, record, file) = (jobs[index], records[index], kept[index]);
                var place = Array.IndexOf(waiting, index);
                using var sampled = place < 0
                    ? null
                    : await OnOwnThreadAsync(() => Sample(job, record, texts[place], file?.State, progress, cancellationToken)).ConfigureAwait(false);
                await DecodeAsync(sampled ?? file!.State.Latents, job, record, progress, cancellationToken).ConfigureAwait(false);
                yield return job;
            }
        }
        finally
        {
            Array.ForEach(kept, file => file?.Dispose());
            texts.ToList().ForEach(text => text.Dispose());
        }
    }

    /// <summary>Makes the video of finished latents.</summary>
    /// <param name="file">The latents; stay the caller's.</param>
    /// <param name="job">Where the video goes; its latents file is removed unless kept.</param>
    /// <param name="progress">Told of every frame.</param>
    /// <param name="cancellationToken">Stops between two blocks of the VAE.</param>
    /// <exception cref="InputException">The latents are not finished, or belong to another model.</exception>
    public Task DecodeAsync(
        LatentsFile file, VideoJob job, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(job);
        Check([job]);
        if (!file.IsFinished)
        {
            throw new InputException(
                $"{file.Path}: holds {file.State.StepsDone} of {file.Record.Options.Steps} steps; give the same generate command again to finish it.");
        }

        var wanted = pipeline.LatentShape(file.Record.Options);
        if (!file.State.Latents.shape.SequenceEqual(wanted))
        {
            throw new InputException(
                $"{file.Path}: its latents are [{string.Join(", ", file.State.Latents.shape)}], this model makes [{string.Join(", ", wanted)}]; pass the model '{file.Record.Model}' with --model.");
        }

        return DecodeAsync(file.State.Latents, job, file.Record, progress, cancellationToken);
    }

    /// <summary>All faults of the jobs at once.</summary>
    private void Check(IReadOnlyList<VideoJob> jobs)
    {
        var faults = jobs.SelectMany(job => job.Options.FindFaults(pipeline.Model.Limits)).Distinct().ToList();
        faults.AddRange(jobs.Where(job => !job.Overwrite)
            .SelectMany(job => new[] { job.Path, job.RecordPath }).Where(File.Exists)
            .Select(path => $"{path}: exists already; pass --force to replace it, or another --out."));
        if (tools is null && jobs.Any(job => job.Options.Frames > 1))
        {
            faults.Add("videos need ffmpeg; install it (Debian: apt install ffmpeg) or pass --ffmpeg PATH.");
        }

        if (faults.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }
    }

    /// <summary>The latents an earlier run of the same job left, or null.</summary>
    private static LatentsFile? Find(VideoJob job, GenerationRecord record)
    {
        if (!File.Exists(job.LatentsPath))
        {
            return null;
        }

        try
        {
            var file = LatentsFile.Open(job.LatentsPath);
            if (file.Record.IsSameAs(record))
            {
                return file;
            }

            file.Dispose();
        }
        catch (InputException) when (job.Overwrite)
        {
            return null;
        }

        return job.Overwrite
            ? null
            : throw new InputException(
                $"{job.LatentsPath}: holds latents of another video; decode them (hyvideo decode), choose another --out, or pass --force to replace them.");
    }

    private Tensor Sample(
        VideoJob job, GenerationRecord record, TextConditioning text, UnfinishedLatents? start,
        IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        UnfinishedLatents? last = null;
        var sinceSave = Stopwatch.StartNew();
        try
        {
            var latents = pipeline.SampleLatents(text, job.Options, progress, Keep, start, cancellationToken);
            LatentsFile.Write(job.LatentsPath, latents, job.Options.Steps, record);
            return latents.DetachFromDisposeScope();
        }
        catch (OperationCanceledException)
        {
            if (last is not null)
            {
                LatentsFile.Write(job.LatentsPath, last.Latents, last.StepsDone, record);
            }

            var done = last?.StepsDone ?? start?.StepsDone ?? 0;
            throw new InterruptedWorkException(
                done == 0
                    ? "stopped before the first step was done; nothing is kept."
                    : $"stopped after step {done} of {job.Options.Steps}; {job.LatentsPath} keeps them, give the same command again to go on.",
                cancellationToken);
        }
        finally
        {
            last?.Latents.Dispose();
        }

        void Keep(EulerStep step)
        {
            last?.Latents.Dispose();
            last = new UnfinishedLatents(step.Latents.clone().DetachFromDisposeScope(), step.Done);
            if (sinceSave.Elapsed.TotalSeconds > SecondsBetweenSaves)
            {
                LatentsFile.Write(job.LatentsPath, last.Latents, last.StepsDone, record);
                sinceSave.Restart();
            }
        }
    }

    private async Task DecodeAsync(
        Tensor latents, VideoJob job, GenerationRecord record, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            var frames = pipeline.DecodeAsync(latents, progress, cancellationToken);
            await (job.Options.Frames == 1 ? WritePictureAsync(frames, job) : WriteVideoAsync(frames, job, record, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedWorkException(
                $"stopped while decoding; {job.LatentsPath} is whole, give the same command again (or hyvideo decode) to go on.", cancellationToken);
        }

        await WriteBesideAsync(job.RecordPath, path => File.WriteAllTextAsync(path, record.ToIndentedJson(), CancellationToken.None)).ConfigureAwait(false);
        if (!job.KeepLatents)
        {
            File.Delete(job.LatentsPath);
        }
    }

    private async Task WriteVideoAsync(IAsyncEnumerable<VideoFrame> frames, VideoJob job, GenerationRecord record, CancellationToken cancellationToken)
    {
        var format = new VideoFormat(job.Options.Width, job.Options.Height, job.Options.FramesPerSecond);
        using var writer = FfmpegWriter.Start(tools!, job.Path, format, record.ToJson(), job.Overwrite);
        await foreach (var frame in frames.ConfigureAwait(false))
        {
            await writer.WriteAsync(frame.Rgb, cancellationToken).ConfigureAwait(false);
        }

        await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task WritePictureAsync(IAsyncEnumerable<VideoFrame> frames, VideoJob job)
    {
        await foreach (var frame in frames.ConfigureAwait(false))
        {
            await WriteBesideAsync(job.Path, path =>
            {
                PngFile.Write(path, frame.Rgb.Span, frame.Width, frame.Height);
                return Task.CompletedTask;
            }).ConfigureAwait(false);
        }
    }

    private static async Task WriteBesideAsync(string path, Func<string, Task> write)
    {
        var beside = path + ".part";
        await write(beside).ConfigureAwait(false);
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>libtorch's scopes belong to a thread: a computation keeps one to itself.</summary>
    private static Task<T> OnOwnThreadAsync<T>(Func<T> compute) =>
        Task.Factory.StartNew(compute, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
