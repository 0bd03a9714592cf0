using System.Runtime.CompilerServices;
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
    private readonly PromptVideos _videos = new(pipeline, tools);

    /// <summary>Judges video after video of level 1, in the order of the prompts.</summary>
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
        await foreach (var video in _videos.MakeAsync([.. prompts.Select(prompt => prompt.Text)], options, folder, overwrite, cancellationToken).ConfigureAwait(false))
        {
            yield return new JudgedVideo(prompts[video.Index], video, ToyJudge.Judge(video.Pixels, video.Frames.Count, video.Height, video.Width));
        }
    }

    /// <summary>Judges video after video with two things, in the order of the prompts.</summary>
    /// <param name="prompts">What to ask for.</param>
    /// <param name="options">Everything but prompt and seed.</param>
    /// <param name="folder">Receives the videos.</param>
    /// <param name="overwrite">Whether videos of the same names by another model or other options may be replaced.</param>
    /// <param name="cancellationToken">Ends the work; finished videos stay.</param>
    /// <exception cref="InputException">A video would be replaced that may not be.</exception>
    public async IAsyncEnumerable<JudgedPair> RunAsync(
        IReadOnlyList<PairPrompt> prompts, GenerationOptions options, string folder, bool overwrite = false,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(options);
        await foreach (var video in _videos.MakeAsync([.. prompts.Select(prompt => prompt.Text)], options, folder, overwrite, cancellationToken).ConfigureAwait(false))
        {
            yield return new JudgedPair(prompts[video.Index], video, PairJudge.Judge(video.Pixels, video.Frames.Count, video.Height, video.Width));
        }
    }
}
