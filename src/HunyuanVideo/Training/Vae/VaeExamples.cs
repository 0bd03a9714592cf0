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

    /// <summary>The examples of one update.</summary>
    public VaeDraw Draw(long update)
    {
        var phase = recipe.PhaseOf(update);
        var isImage = phase.Frames == 1 || Philox.For(recipe.Seed, "vae.kind", (ulong)update).NextUniform() < phase.ImageShare;
        var (count, frames) = phase.Frames > 1 && isImage ? (phase.ImageBatch, 1) : (phase.Batch, phase.Frames);
        var length = 3 * frames * phase.Crop * phase.Crop;
        var pixels = new float[count * length];
        Parallel.For(0, count, i =>
        {
            var example = (update * count) + i;
            var random = Philox.For(recipe.Seed, "vae.cut", (ulong)example);
            var cut = phase.Mosaic ? Mosaic(random, example, phase, frames) : Cut(random, example, phase, frames);
            cut.CopyTo(pixels.AsSpan(i * length));
        });
        return new VaeDraw(pixels, [count, 3, frames, phase.Crop, phase.Crop]);
    }

    private float[] Cut(Philox random, long index, VaePhase phase, int frames)
    {
        var scene = ToyVideos.Scene(recipe.Seed, index, recipe.Levels, Split.Seen);
        var stride = phase.MostStride == 1 ? 1 : 1 + random.NextInt(phase.MostStride);
        return ClipCut.DrawBusiest(random, SceneRenderer.Render(scene, _size), frames, phase.Crop, stride, CutsTried);
    }

    /// <summary>Four cuts, one in each corner around a random point that is the same in all frames.</summary>
    private float[] Mosaic(Philox random, long example, VaePhase phase, int frames)
    {
        var side = phase.Crop;
        var corners = Enumerable.Range(0, ClipsInMosaic).Select(corner => Cut(random, (example * ClipsInMosaic) + corner, phase, frames)).ToArray();
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

/// <summary>Pixels of one update.</summary>
/// <param name="Pixels">Values in −1…1, flat.</param>
/// <param name="Shape"><c>[B, 3, F, S, S]</c>.</param>
internal sealed record VaeDraw(float[] Pixels, long[] Shape);
