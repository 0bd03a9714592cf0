using System.Globalization;
using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Cache;

/// <summary>
/// The encoded training set of a transformer: made shard by shard, so that a killed run goes on with the next one, then
/// held in memory where the training computes. A shard made by other encoders or another recipe is made again.
/// </summary>
internal sealed class TrainingCache : IDisposable
{
    /// <summary>Clips of a full shard.</summary>
    public const int ShardClips = 128;

    private readonly Tensor _videos;        // [N, C, T, H, W], float16
    private readonly Tensor _images;        // [N, C, 1, H, W], float16

    private TrainingCache(Tensor videos, Tensor images, TextTable texts) => (_videos, _images, Texts) = (videos, images, texts);

    /// <summary>Clips in the cache.</summary>
    public int Count => (int)_videos.shape[0];

    /// <summary>Captions clip by clip, then those that <see cref="Open"/> was given.</summary>
    public TextTable Texts { get; }

    /// <summary>Opens the cache of <paramref name="folder"/>, making what is missing.</summary>
    /// <param name="folder">Where the shards lie.</param>
    /// <param name="count">Clips in all.</param>
    /// <param name="source">Makes shards.</param>
    /// <param name="further">Texts that belong to no clip; they stay the caller's.</param>
    /// <param name="device">Where the data is held.</param>
    /// <param name="progress">Receives the clips present so far.</param>
    /// <param name="cancellation">Stops between shards.</param>
    public static TrainingCache Open(
        string folder, int count, ToyCache source, IReadOnlyList<CachedText> further, Device device, IProgress<int>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var shards = new CacheShard[(count + ShardClips - 1) / ShardClips];
        var present = 0;
        try
        {
            // An accelerator encodes faster than one thread can draw; the cores of a CPU are busy with one shard.
            var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = device.type == TorchSharp.DeviceType.CPU ? 1 : Environment.ProcessorCount };
            Parallel.For(0, shards.Length, options, index =>
            {
                var path = Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $"clips-{index:D5}.safetensors"));
                var first = index * ShardClips;
                shards[index] = CacheShard.Open(path, source.Origin) ?? Make(path, first, Math.Min(ShardClips, count - first));
                progress?.Report(Interlocked.Add(ref present, shards[index].Count));
            });

            using var scope = NewDisposeScope();
            var videos = cat([.. shards.Select(shard => shard.Video)]).to(device);
            var images = cat([.. shards.Select(shard => shard.Image)]).to(device);
            return new TrainingCache(videos.DetachFromDisposeScope(), images.DetachFromDisposeScope(), TextTable.Of(shards, further, device));
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);     // the first shard that failed; side by side or alone, callers see the same
            throw;
        }
        finally
        {
            Array.ForEach(shards, shard => shard?.Dispose());
        }

        CacheShard Make(string path, int first, int clips)
        {
            source.Write(path, first, clips);
            return CacheShard.Open(path, source.Origin) ?? throw new InvalidOperationException($"{path}: was written with another origin.");
        }
    }

    /// <summary>Shape of one clip's latents, <c>[C, T, H, W]</c>, or of its picture's.</summary>
    public ReadOnlySpan<long> ShapeOf(bool isImage) => (isImage ? _images : _videos).shape.AsSpan(1);

    /// <summary>Unscaled latents of clips, or of their pictures, in float32: <c>[B, C, T, H, W]</c>; the caller's scope owns them.</summary>
    public Tensor Latents(IReadOnlyList<int> clips, bool isImage)
    {
        using var scope = NewDisposeScope();
        var rows = tensor(clips.Select(clip => (long)clip).ToArray(), device: _videos.device);
        return (isImage ? _images : _videos).index_select(0, rows).to(float32).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _videos.Dispose();
        _images.Dispose();
        Texts.Dispose();
    }
}
