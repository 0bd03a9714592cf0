using System.Diagnostics;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Training.Cache;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Toy;
using HunyuanVideo.Vae;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Planning;

/// <summary>How large the encoded training set of a transformer becomes, and how long it takes to make.</summary>
internal static class CachePlanner
{
    private const double ValueBytes = 2;        // the cache is float16
    private const int ShardClips = TrainingCache.ShardClips;

    /// <summary>Plans the caches of all sizes.</summary>
    /// <param name="recipe">What they hold.</param>
    /// <param name="vae">Encodes pixels; null if it is not trained yet.</param>
    /// <param name="captions">Encodes captions; null if they are not trained yet.</param>
    /// <param name="config">The VAE's shape.</param>
    /// <param name="textTokens">Tokens of a caption.</param>
    /// <param name="textWidths">Widths of token states and pooled vector.</param>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="options">How much is measured.</param>
    public static PlannedCache Plan(
        LatentRecipe recipe, CausalVae? vae, CaptionEncoder? captions, VaeConfig config, double textTokens, (int States, int Pooled) textWidths, string runFolder, PlanOptions options)
    {
        var sizes = recipe.Phases.Select(recipe.SizeOf).Distinct().ToList();
        var bytes = sizes.Sum(size => recipe.Clips * ValueBytes * ((LatentValues(config, size) * (config.LatentFrames(size.Frames) + 1)) + TextValues(textTokens, textWidths)));
        var present = sizes.Sum(size => Math.Min(recipe.Clips, Shards(runFolder, size) * (long)ShardClips));
        double? seconds = vae is null || captions is null
            ? null
            : sizes.Sum(size => Math.Max(0, recipe.Clips - (Shards(runFolder, size) * ShardClips)) * SecondsPerClip(recipe, vae, captions, size, options));
        return new PlannedCache((long)recipe.Clips * sizes.Count, present, bytes, seconds);
    }

    private static double LatentValues(VaeConfig config, ClipSize size) =>
        config.LatentChannels * (size.Height / (double)config.SpatialCompression) * (size.Width / (double)config.SpatialCompression);

    private static double TextValues(double tokens, (int States, int Pooled) widths) => ToyCache.CaptionsPerClip * ((tokens * widths.States) + widths.Pooled);

    private static int Shards(string runFolder, ClipSize size)
    {
        var folder = LatentCacheFolder.Of(runFolder, size);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "clips-*.safetensors").Length : 0;
    }

    // What ToyCache does for a clip, but for writing it.
    private static double SecondsPerClip(LatentRecipe recipe, CausalVae vae, CaptionEncoder captions, ClipSize size, PlanOptions options)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var watch = Stopwatch.StartNew();
        var scenes = Enumerable.Range(0, options.CacheClips).Select(index => ToyVideos.Scene(recipe.Seed, index, recipe.Levels, Split.Seen)).ToList();
        vae.EncodeMoments(ToyVideos.Whole([.. scenes.Select(scene => SceneRenderer.Render(scene, size))]));
        vae.EncodeMoments(ToyVideos.Whole([.. scenes.Select(scene => SceneRenderer.Render(scene.AsPicture(), size with { Frames = 1 }))]));
        captions.Encode(scenes.SelectMany((scene, index) => ToyCache.CaptionsOf(recipe.Seed, scene, index)));
        return watch.Elapsed.TotalSeconds / options.CacheClips;
    }
}
