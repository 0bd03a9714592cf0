using System.Globalization;
using System.Runtime.CompilerServices;
using HunyuanVideo.Diffusion;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>
/// Has a model make videos of prompts of the toy world, as a user would, and judges the pixels of the written files.
/// Videos that an earlier run left in the folder are judged without being made again.
/// </summary>
/// <remarks>Source: spec training §13.2.</remarks>
/// <param name="pipeline">Makes the videos; stays the caller's.</param>
/// <param name="tools">Encodes and decodes.</param>
public sealed class ToyEvaluation(TextToVideoPipeline pipeline, FfmpegTools tools)
{
    /// <summary>Judges video after video, in the order of the prompts.</summary>
    /// <param name="prompts">What to ask for.</param>
    /// <param name="options">Everything but prompt and seed.</param>
    /// <param name="folder">Receives the videos.</param>
    /// <param name="overwrite">Whether videos of the same names by another model or other options may be replaced.</param>
    /// <param name="cancellationToken">Ends the work; finished videos stay.</param>
    /// <exception cref="InputException">A video would be replaced that may not be.</exception>
    public async IAsyncEnumerable<JudgedVideo> RunAsync(
        IReadOnlyList<ToyPrompt> prompts, GenerationOptions options, string folder, bool overwrite = false,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(options);
        var jobs = prompts.Select((prompt, index) => JobOf(prompt, index, options, folder)).ToList();
        var missing = jobs.Where(job => !IsDone(job, overwrite, cancellationToken)).ToHashSet();
        var made = new VideoMaker(pipeline, tools).MakeAsync([.. missing], null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (made.ConfigureAwait(false))
        {
            foreach (var (prompt, job) in prompts.Zip(jobs))
            {
                if (missing.Contains(job))
                {
                    await made.MoveNextAsync().ConfigureAwait(false);
                }

                yield return await JudgeAsync(prompt, job, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static VideoJob JobOf(ToyPrompt prompt, int index, GenerationOptions options, string folder)
    {
        var video = options with { Prompt = prompt.Text, Seed = NoiseSource.SeedOf(options.Seed, index) };
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

    private async Task<JudgedVideo> JudgeAsync(ToyPrompt prompt, VideoJob job, CancellationToken cancellationToken)
    {
        var frames = new List<byte[]>();
        await foreach (var frame in FfmpegReader.ReadFramesAsync(tools, job.Path, cancellationToken).ConfigureAwait(false))
        {
            frames.Add(frame);
        }

        var verdict = ToyJudge.Judge([.. frames.SelectMany(frame => frame)], frames.Count, job.Options.Height, job.Options.Width);
        return new JudgedVideo(prompt, job.Path, frames, verdict);
    }
}
