using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using HunyuanVideo.Diffusion;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Evaluation;

/// <summary>
/// Has a model make videos of prompts as a user would, and reads the written files back. Videos that an earlier run left
/// in the folder are read without being made again.
/// </summary>
/// <param name="pipeline">Makes the videos; stays the caller's.</param>
/// <param name="tools">Encodes and decodes.</param>
internal sealed class PromptVideos(TextToVideoPipeline pipeline, FfmpegTools tools)
{
    /// <summary>Video after video, in the order of the prompts.</summary>
    /// <param name="prompts">What to ask for.</param>
    /// <param name="options">Everything but prompt and seed.</param>
    /// <param name="folder">Receives the videos.</param>
    /// <param name="overwrite">Whether videos of the same names by another model or other options may be replaced.</param>
    /// <param name="cancellationToken">Ends the work; finished videos stay.</param>
    /// <exception cref="InputException">A video would be replaced that may not be.</exception>
    public async IAsyncEnumerable<PromptVideo> MakeAsync(
        IReadOnlyList<string> prompts, GenerationOptions options, string folder, bool overwrite, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var jobs = prompts.Select((prompt, index) => JobOf(prompt, index, options, folder)).ToList();
        var missing = jobs.Where(job => !IsDone(job, overwrite, cancellationToken)).ToHashSet();
        var made = new VideoMaker(pipeline, tools).MakeAsync([.. missing], null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (made.ConfigureAwait(false))
        {
            for (var index = 0; index < jobs.Count; index++)
            {
                var (job, began, isMade) = (jobs[index], Stopwatch.GetTimestamp(), missing.Contains(jobs[index]));
                if (isMade)
                {
                    await made.MoveNextAsync().ConfigureAwait(false);
                }

                double? seconds = isMade ? Stopwatch.GetElapsedTime(began).TotalSeconds : null;
                var frames = await FfmpegReader.ReadFramesAsync(tools, job.Path, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
                yield return new PromptVideo(index, job.Path, frames, job.Options.Height, job.Options.Width, seconds);
            }
        }
    }

    private static VideoJob JobOf(string prompt, int index, GenerationOptions options, string folder)
    {
        var video = options with { Prompt = prompt, Seed = NoiseSource.SeedOf(options.Seed, index) };
        var name = string.Create(CultureInfo.InvariantCulture, $"{index:D4}-{OutputPlan.NameOf(video)}{VideoJob.EndingFor(video.Frames)}");
        return new VideoJob(video, Path.Join(folder, name), Overwrite: true, KeepLatents: false);
    }

    /// <summary>A video without its record is of a run that was killed between the two, and is made again.</summary>
    private bool IsDone(VideoJob job, bool overwrite, CancellationToken cancellationToken)
    {
        if (!File.Exists(job.Path) || !File.Exists(job.RecordPath))
        {
            return false;
        }

        var record = GenerationRecord.Parse(File.ReadAllText(job.RecordPath), job.RecordPath);
        var isSame = record.IsSameAs(pipeline.RecordOf(job.Options, cancellationToken: cancellationToken));
        return isSame || overwrite
            ? isSame
            : throw new InputException(
                $"{job.Path}: was made by another model or with other options; name another --out, or pass --force to replace it.");
    }
}
