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

    /// <summary>
    /// Makes the videos in order and names each when its file is whole. All texts are encoded first. A video that lies
    /// there with the record it would get is named without being made again, unless it may be overwritten.
    /// </summary>
    /// <exception cref="InputException">An option or a file in the way is wrong; nothing was computed.</exception>
    /// <exception cref="InterruptedWorkException">Cancelled; the message says what is kept.</exception>
    public async IAsyncEnumerable<VideoJob> MakeAsync(
        IReadOnlyList<VideoJob> jobs,
        IProgress<GenerationProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        Check(jobs);
        var records = await OnOwnThreadAsync(
            () => jobs.Select(job => pipeline.RecordOf(job.Options, progress, cancellationToken)).ToArray()).ConfigureAwait(false);
        var earlier = new List<EarlierWork>();
        IReadOnlyList<TextConditioning> texts = [];
        try
        {
            FindEarlierWork(jobs, records, earlier);
            var waiting = Enumerable.Range(0, jobs.Count).Where(index => earlier[index].NeedsSampling).ToArray();
            texts = await OnOwnThreadAsync(
                () => waiting.Length == 0 ? [] : pipeline.EncodeText([.. waiting.Select(index => jobs[index].Options)], progress, cancellationToken)).ConfigureAwait(false);
            foreach (var notice in texts.SelectMany(text => text.Notices).Distinct())
            {
                Notice?.Invoke(notice);
            }

            for (var index = 0; index < jobs.Count; index++)
            {
                var place = Array.IndexOf(waiting, index);
                await MakeAsync(jobs[index], records[index], earlier[index], place < 0 ? null : texts[place], progress, cancellationToken).ConfigureAwait(false);
                yield return jobs[index];
            }
        }
        finally
        {
            earlier.ForEach(work => work.Dispose());
            texts.ToList().ForEach(text => text.Dispose());
        }
    }

    /// <summary>Makes the video of finished latents.</summary>
    /// <param name="file">The latents; they and their file stay the caller's.</param>
    /// <param name="job">Where the video goes.</param>
    /// <param name="progress">Told of every chunk of frames.</param>
    /// <param name="cancellationToken">Stops between two blocks of the VAE.</param>
    /// <exception cref="InputException">The latents are not finished, or belong to another model.</exception>
    public async Task DecodeAsync(
        LatentsFile file, VideoJob job, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(job);
        Check([job], areSampled: true);
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

        var running = await OnOwnThreadAsync(() => pipeline.RecordOf(job.Options, progress, cancellationToken)).ConfigureAwait(false);
        foreach (var difference in file.Record.Differences(running))
        {
            Notice?.Invoke($"{difference} The video may not be the one of its record.");
        }

        using var hold = Prepare(job);
        await DecodeAsync(file.State.Latents, file.Path, job, file.Record, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task MakeAsync(
        VideoJob job, GenerationRecord record, EarlierWork earlier, TextConditioning? text,
        IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        if (earlier.IsMade)
        {
            Notice?.Invoke($"{job.Path}: was made before by the same command; another --seed makes another video.");
            return;
        }

        using var hold = Prepare(job);
        using var sampled = text is null
            ? null
            : await OnOwnThreadAsync(() => Sample(job, record, text, earlier.Latents?.State, progress, cancellationToken)).ConfigureAwait(false);
        await DecodeAsync(sampled ?? earlier.Latents!.State.Latents, job.LatentsPath, job, record, progress, cancellationToken).ConfigureAwait(false);
        if (!job.KeepLatents)
        {
            File.Delete(job.LatentsPath);
        }
    }

    /// <summary>All faults of the options at once.</summary>
    private void Check(IReadOnlyList<VideoJob> jobs, bool areSampled = false)
    {
        var faults = jobs.SelectMany(job => pipeline.FindFaults(job.Options, areSampled)).Distinct().ToList();
        if (tools is null && jobs.Any(job => job.Options.Frames > 1))
        {
            faults.Add("videos need ffmpeg; install it (Debian: apt install ffmpeg) or pass --ffmpeg PATH.");
        }

        ThrowIfAny(faults);
    }

    private void FindEarlierWork(IReadOnlyList<VideoJob> jobs, GenerationRecord[] records, List<EarlierWork> found)
    {
        var faults = new List<string>();
        foreach (var (job, record) in jobs.Zip(records))
        {
            try
            {
                found.Add(EarlierWork.Find(job, record, pipeline.LatentShape(job.Options)));
            }
            catch (InputException fault)
            {
                faults.Add(fault.Message);
            }
        }

        ThrowIfAny(faults);
    }

    /// <summary>Makes the folder and keeps other programs out, until disposed.</summary>
    private static OutputLock Prepare(VideoJob job)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(job.Path))!);
        var hold = OutputLock.Take(job.Path);
        if (!job.Overwrite && VideoJob.FilesInTheWay(job.Path) is [var taken, ..])
        {
            hold.Dispose();
            throw new InputException(VideoJob.RefusalOf(taken));
        }

        return hold;
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
        Tensor latents, string latentsPath, VideoJob job, GenerationRecord record, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            await new VideoFiles(job, record, tools).WriteAsync(pipeline.DecodeAsync(latents, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is OperationCanceledException || (fault is IOException && cancellationToken.IsCancellationRequested))
        {
            // Ctrl-C on a terminal reaches ffmpeg too: its pipe may break before the token is looked at.
            throw new InterruptedWorkException($"stopped while decoding; {latentsPath} is whole, give the same command again to go on.", cancellationToken);
        }
    }

    private static void ThrowIfAny(List<string> faults)
    {
        if (faults.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }
    }

    /// <summary>libtorch's scopes belong to a thread: a computation keeps one to itself.</summary>
    private static Task<T> OnOwnThreadAsync<T>(Func<T> compute) =>
        Task.Factory.StartNew(compute, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
