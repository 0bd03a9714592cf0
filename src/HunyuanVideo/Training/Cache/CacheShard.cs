using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Cache;

/// <summary>
/// Encoded clips in one safetensors file: latents unscaled in float16, and the states of several captions of each
/// clip laid end to end. Source: spec training §2.2, §2.3.
/// </summary>
internal sealed class CacheShard : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors;
    private readonly long[] _starts;        // rows of the states where texts begin, and the end

    private CacheShard(SafetensorsFile file)
    {
        _tensors = file.Keys.ToDictionary(key => key, key => file.Map(key).DetachFromDisposeScope(), StringComparer.Ordinal);
        _starts = _tensors["text.starts"].data<long>().ToArray();
    }

    /// <summary>Clips in this shard.</summary>
    public int Count => (int)Video.shape[0];

    /// <summary>Unscaled latents of the clips, <c>[n, C, T, H, W]</c>, float16; this object's, as all its tensors are.</summary>
    public Tensor Video => _tensors["video"];

    /// <summary>Unscaled latents of their pictures, <c>[n, C, 1, H, W]</c>, float16.</summary>
    public Tensor Image => _tensors["image"];

    /// <summary>States of all captions end to end, <c>[ΣL, E]</c>, float16.</summary>
    public Tensor TextStates => _tensors["text.states"];

    /// <summary>Pooled vectors of the captions, <c>[n·captions, P]</c>, float16.</summary>
    public Tensor PooledTexts => _tensors["text.pooled"];

    /// <summary>Tokens of each caption.</summary>
    public IEnumerable<long> TextLengths() => _starts.Skip(1).Zip(_starts, (end, start) => end - start);

    /// <summary>Opens a shard, or null when it is absent or was made from other encoders.</summary>
    public static CacheShard? Open(string path, string origin)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = SafetensorsFile.Open(path);
        return file.Metadata.GetValueOrDefault("origin") == origin ? new CacheShard(file) : null;
    }

    /// <summary>Writes a shard.</summary>
    /// <param name="path">The file.</param>
    /// <param name="origin">Hash of everything the contents depend on.</param>
    /// <param name="video">Unscaled latents of the clips, <c>[n, C, T, H, W]</c>.</param>
    /// <param name="image">Unscaled latents of their pictures, <c>[n, C, 1, H, W]</c>.</param>
    /// <param name="texts">Captions, clip by clip, as many for each.</param>
    public static void Write(string path, string origin, Tensor video, Tensor image, IReadOnlyList<CachedText> texts)
    {
        using var scope = NewDisposeScope();
        var starts = new long[texts.Count + 1];
        for (var i = 0; i < texts.Count; i++)
        {
            starts[i + 1] = starts[i] + texts[i].States.shape[0];
        }

        SafetensorsWriter.Write(
            path,
            [
                KeyValuePair.Create("image", image.to(float16)),
                KeyValuePair.Create("text.pooled", stack([.. texts.Select(text => text.Pooled.to(float16))])),
                KeyValuePair.Create("text.starts", tensor(starts)),
                KeyValuePair.Create("text.states", cat([.. texts.Select(text => text.States.to(float16))])),
                KeyValuePair.Create("video", video.to(float16)),
            ],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["origin"] = origin, ["scaled"] = "false" });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var value in _tensors.Values)
        {
            value.Dispose();
        }
    }
}
