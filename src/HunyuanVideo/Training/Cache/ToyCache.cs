using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Toy;
using HunyuanVideo.Vae;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Cache;

/// <summary>Makes the shards of a <see cref="TrainingCache"/> from clips of the toy world: latents of the clip and of one picture, and three captions.</summary>
internal sealed class ToyCache
{
    /// <summary>Captions of a clip: the plainest one, another phrasing, and that of its picture.</summary>
    public const int CaptionsPerClip = 3;

    /// <summary>Index of the picture's caption.</summary>
    public const int PictureCaption = 2;

    private const int EncodedAtOnce = 8;

    private readonly LatentRecipe _recipe;
    private readonly ClipSize _size;
    private readonly CausalVae _vae;
    private readonly CaptionEncoder _captions;
    private readonly Device _device;

    /// <param name="recipe">What the clips show.</param>
    /// <param name="size">Size of the clips.</param>
    /// <param name="vae">Encodes pixels; stays the caller's.</param>
    /// <param name="captions">Encodes captions; stays the caller's.</param>
    /// <param name="device">Where the VAE computes.</param>
    public ToyCache(LatentRecipe recipe, ClipSize size, CausalVae vae, CaptionEncoder captions, Device device)
    {
        (_recipe, _size, _vae, _captions, _device) = (recipe, size, vae, captions, device);
        Origin = OriginOf(recipe, size, device);
    }

    /// <summary>Hash of everything the contents depend on: the encoders' files, the kind of device they run on, and what of the recipe draws clips.</summary>
    public string Origin { get; }

    /// <summary>Writes the shard of clips [first, first + count). Shards may be written side by side.</summary>
    public void Write(string path, int first, int count)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (videos, images, texts) = (new List<Tensor>(), new List<Tensor>(), new List<CachedText>());
        for (var start = first; start < first + count; start += EncodedAtOnce)
        {
            var indices = Enumerable.Range(start, Math.Min(EncodedAtOnce, first + count - start)).ToList();
            var scenes = indices.Select(index => ToyVideos.Scene(_recipe.Seed, index, _recipe.Levels, Split.Seen)).ToList();
            videos.Add(Encode(scenes.Select(scene => SceneRenderer.Render(scene, _size))));
            images.Add(Encode(scenes.Select(scene => SceneRenderer.Render(scene.AsPicture(), _size with { Frames = 1 }))));
            texts.AddRange(_captions.Encode(scenes.Zip(indices).SelectMany(item => CaptionsOf(_recipe.Seed, item.First, item.Second))));
        }

        CacheShard.Write(path, Origin, cat([.. videos]), cat([.. images]), texts);
    }

    /// <summary>The <see cref="CaptionsPerClip"/> captions of clip <paramref name="index"/>.</summary>
    public static IEnumerable<Caption> CaptionsOf(ulong seed, Scene scene, int index) =>
    [
        new(CaptionWriter.Plain(scene), IsPicture: false),
        new(CaptionWriter.Write(scene, Philox.For(seed, "cache.caption", (ulong)index)), IsPicture: false),
        new(CaptionWriter.Picture(scene.AsPicture()), IsPicture: true),
    ];

    private static string OriginOf(LatentRecipe recipe, ClipSize size, Device device)
    {
        var text = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"{recipe.Seed} {size.Width}x{size.Height}x{size.Frames} {device.type} {string.Join(',', recipe.Levels)}"));
        foreach (var file in ModelLayout.BeforeTransformer.SelectMany(part => Directory.GetFiles(Path.Join(recipe.Model, part))).Order(StringComparer.Ordinal))
        {
            text.Append(' ').Append(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private Tensor Encode(IEnumerable<ToyClip> clips)
    {
        using var scope = NewDisposeScope();
        using var posterior = new Posterior(_vae.EncodeMoments(ToyVideos.Whole([.. clips]).to(_device)));
        return posterior.Mode.cpu().clone().MoveToOuterDisposeScope();
    }
}
