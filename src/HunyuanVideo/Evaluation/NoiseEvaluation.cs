using HunyuanVideo.Diffusion;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Tensors;
using HunyuanVideo.Vae;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Evaluation;

/// <summary>
/// Tells at which noise levels a model loses what: latents of drawn clips are noised to a level, the model samples on from
/// there with the clip's caption, and the judge looks for what was drawn. At level 0 only the VAE is at work, at level 1 the
/// model makes everything up.
/// </summary>
/// <param name="pipeline">Takes the noise away; stays the caller's.</param>
/// <param name="vae">The model's VAE, on the CPU; stays the caller's.</param>
public sealed class NoiseEvaluation(TextToVideoPipeline pipeline, CausalVae vae)
{
    /// <summary>Clip after clip of level 1, half of them combinations that training never showed, and of each clip start after start.</summary>
    /// <param name="options">Everything but prompt and seed; the seed chooses clips and noise.</param>
    /// <param name="count">Clips.</param>
    /// <param name="starts">Sampling steps that are left out, 0 … all.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    public IEnumerable<RestoredClip> Run(GenerationOptions options, int count, IReadOnlyList<int> starts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(starts);
        for (var index = 0; index < count; index++)
        {
            var scene = SceneSampler.Sample(options.Seed, (ulong)index, SceneLevel.Level1, index % 2 == 0 ? Split.Seen : Split.Unseen);
            var video = options with { Prompt = CaptionWriter.Plain(scene), Seed = NoiseSource.SeedOf(options.Seed, index) };
            foreach (var restored in Restore(scene, video, starts, cancellationToken))
            {
                yield return restored;
            }
        }
    }

    private List<RestoredClip> Restore(Scene scene, GenerationOptions video, IReadOnlyList<int> starts, CancellationToken cancellationToken)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var clip = SceneRenderer.Render(scene, new ClipSize(video.Width, video.Height, video.Frames, video.FramesPerSecond));
        var data = Encode(clip);                                                                        // [1, C, T, h, w]
        var noise = NoiseSource.Draw(video.Seed, pipeline.LatentShape(video));
        var sigmas = FlowSchedule.Create(video.Steps, video.Shift).Sigmas;
        using var text = pipeline.EncodeText([video], cancellationToken: cancellationToken)[0];
        return [.. starts.Select(start =>
        {
            using var sample = NewDisposeScope();
            var noised = (data * (1 - sigmas[start])) + (noise * sigmas[start]);
            var latents = pipeline.SampleLatents(text, video, start: new UnfinishedLatents(noised, start), cancellationToken: cancellationToken).cpu();
            var pixels = RgbFrames.VideoToBytes(vae.Decode(vae.Unscale(latents))[0]);
            var verdict = ToyJudge.Judge(pixels, video.Frames, video.Height, video.Width);
            return new RestoredClip(sigmas[start], verdict.Compare(scene.Combination), ((latents - data).norm() / data.norm()).ToDouble());
        })];
    }

    private Tensor Encode(ToyClip clip)
    {
        using var scope = NewDisposeScope();
        var size = clip.Size;
        byte[][] frames = [.. clip.Pixels.Chunk(size.FrameBytes)];
        using var posterior = new Posterior(vae.EncodeMoments(RgbFrames.ToVideo(frames, size.Width, size.Height)));
        return vae.Scale(posterior.Mode).MoveToOuterDisposeScope();
    }
}
