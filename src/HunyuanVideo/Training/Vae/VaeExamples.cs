using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Toy;

namespace HunyuanVideo.Training.Vae;

/// <summary>
/// Draws what the VAE trains on. A clip of the toy world is mostly one flat colour: without mosaics and busy cuts the
/// network learns that colour and nothing of the small thing on it.
/// </summary>
internal sealed class VaeExamples(VaeRecipe recipe)
{
    private const int CutsTried = 4;
    private const int ClipsInMosaic = 4;
    private const int SmallestPart = 4;     // pixels

    private readonly ClipSize _size = new(recipe.Size, recipe.Size, recipe.Frames, 8);

    /// <summary>The examples of one update, <c>[B, 3, F, S, S]</c> in −1…1, flat.</summary>
    public float[] Draw(long update)
    {
        var phase = recipe.PhaseOf(update);
        var random = Philox.For(recipe.Seed, "vae.cut", (ulong)update);
        return [.. Enumerable.Range(0, phase.Batch).SelectMany(i =>
        {
            var example = (update * phase.Batch) + i;
            return phase.Mosaic ? Mosaic(random, example, phase) : Cut(random, example, phase);
        })];
    }

    private float[] Cut(Philox random, long index, VaePhase phase)
    {
        var scene = ToyVideos.Scene(recipe.Seed, index, recipe.Levels, Split.Seen);
        return ClipCut.DrawBusiest(random, SceneRenderer.Render(scene, _size), phase.Frames, phase.Crop, CutsTried);
    }

    /// <summary>Four cuts, one in each corner around a random point that is the same in all frames.</summary>
    private float[] Mosaic(Philox random, long example, VaePhase phase)
    {
        var side = phase.Crop;
        var corners = Enumerable.Range(0, ClipsInMosaic).Select(corner => Cut(random, (example * ClipsInMosaic) + corner, phase)).ToArray();
        var row = SmallestPart + random.NextInt(side - (2 * SmallestPart) + 1);
        var column = SmallestPart + random.NextInt(side - (2 * SmallestPart) + 1);
        var video = new float[corners[0].Length];
        for (var line = 0; line < video.Length; line += side)
        {
            var isLower = line / side % side >= row;
            var (left, right) = isLower ? (corners[2], corners[3]) : (corners[0], corners[1]);
            left.AsSpan(line, column).CopyTo(video.AsSpan(line));
            right.AsSpan(line + column, side - column).CopyTo(video.AsSpan(line + column));
        }

        return video;
    }
}
