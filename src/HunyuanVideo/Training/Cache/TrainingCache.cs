using System.Globalization;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Cache;

/// <summary>
/// The encoded training set of a transformer: made shard by shard, so that a killed run goes on with the next one.
/// A shard made by other encoders or another recipe is made again.
/// </summary>
internal sealed class TrainingCache : IDisposable
{
    /// <summary>Clips of a full shard.</summary>
    public const int ShardClips = 128;

    private readonly List<CacheShard> _shards = [];

    private TrainingCache(int count) => Count = count;

    /// <summary>Clips in the cache.</summary>
    public int Count { get; }

    /// <summary>Opens the cache of <paramref name="folder"/>, making what is missing.</summary>
    /// <param name="folder">Where the shards lie.</param>
    /// <param name="count">Clips in all.</param>
    /// <param name="origin">Hash of everything the contents depend on.</param>
    /// <param name="make">Writes the shard of clips [first, first + count) to a path.</param>
    /// <param name="progress">Receives the clips present so far.</param>
    /// <param name="cancellation">Stops between shards.</param>
    public static TrainingCache Open(
        string folder, int count, string origin, Action<string, int, int> make, IProgress<int>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var cache = new TrainingCache(count);
        for (var first = 0; first < count; first += ShardClips)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $"clips-{first / ShardClips:D5}.safetensors"));
            var shard = CacheShard.Open(path, origin);
            if (shard is null)
            {
                make(path, first, Math.Min(ShardClips, count - first));
                shard = CacheShard.Open(path, origin) ?? throw new InvalidOperationException($"{path}: was written with another origin.");
            }

            cache._shards.Add(shard);
            progress?.Report(Math.Min(first + ShardClips, count));
        }

        return cache;
    }

    /// <summary>Unscaled latents of a clip in float32.</summary>
    public Tensor Latents(int clip, bool isImage) => _shards[clip / ShardClips].Latents(clip % ShardClips, isImage);

    /// <summary>One of the captions of a clip.</summary>
    /// <param name="clip">Index of the clip.</param>
    /// <param name="caption">Which caption.</param>
    /// <param name="captionsPerClip">How many each clip has.</param>
    public CachedText Text(int clip, int caption, int captionsPerClip) =>
        _shards[clip / ShardClips].Text((clip % ShardClips * captionsPerClip) + caption);

    /// <inheritdoc/>
    public void Dispose() => _shards.ForEach(shard => shard.Dispose());
}
