using static TorchSharp.torch;

namespace HunyuanVideo.Training.Cache;

/// <summary>Encoded texts laid end to end, from which padded batches are gathered.</summary>
internal sealed class TextTable : IDisposable
{
    private readonly Tensor _states;        // [ΣL, E]
    private readonly Tensor _pooled;        // [n, P]
    private readonly long[] _starts;        // n + 1 rows of _states

    private TextTable(Tensor states, Tensor pooled, long[] starts) => (_states, _pooled, _starts) = (states, pooled, starts);

    /// <summary>Texts in the table.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>A table of texts on <paramref name="device"/>, stored as they are; they stay the caller's.</summary>
    public static TextTable Of(IReadOnlyList<CachedText> texts, Device device) => Of([], texts, device);

    /// <summary>A table of the texts of shards, then further ones, on <paramref name="device"/>; both stay the caller's.</summary>
    /// <exception cref="ArgumentException">There is no text at all.</exception>
    public static TextTable Of(IReadOnlyList<CacheShard> shards, IReadOnlyList<CachedText> further, Device device)
    {
        if (shards.Count + further.Count == 0)
        {
            throw new ArgumentException("a table needs a text.", nameof(further));
        }

        using var scope = NewDisposeScope();
        var starts = new List<long> { 0 };
        foreach (var length in shards.SelectMany(shard => shard.TextLengths()).Concat(further.Select(text => text.States.shape[0])))
        {
            starts.Add(starts[^1] + length);
        }

        var dtype = shards.Count > 0 ? float16 : further[0].States.dtype;
        var states = cat([.. shards.Select(shard => shard.TextStates), .. further.Select(text => text.States.to(dtype))]).to(device);
        var pooled = cat([.. shards.Select(shard => shard.PooledTexts), .. further.Select(text => text.Pooled.to(dtype).unsqueeze(0))]).to(device);
        return new TextTable(states.DetachFromDisposeScope(), pooled.DetachFromDisposeScope(), [.. starts]);
    }

    /// <summary>A batch of texts in float32, padded on the right with zeros.</summary>
    /// <param name="texts">Which ones.</param>
    /// <param name="leastLength">Tokens that the batch has at least.</param>
    /// <returns>States <c>[B, L, E]</c>, mask int64 <c>[B, L]</c>, pooled vectors <c>[B, P]</c>; the caller's scope owns them.</returns>
    public (Tensor States, Tensor Mask, Tensor Pooled) Gather(IReadOnlyList<int> texts, long leastLength = 0)
    {
        using var scope = NewDisposeScope();
        var longest = Math.Max(leastLength, texts.Max(text => _starts[text + 1] - _starts[text]));
        var (rows, valid) = (new long[texts.Count * longest], new long[texts.Count * longest]);
        for (var i = 0; i < texts.Count; i++)
        {
            var (start, end) = (_starts[texts[i]], _starts[texts[i] + 1]);
            for (var token = 0; token < longest; token++)
            {
                var row = start + token;
                rows[(i * longest) + token] = Math.Min(row, end - 1);
                valid[(i * longest) + token] = row < end ? 1 : 0;
            }
        }

        var device = _states.device;
        var mask = tensor(valid, [texts.Count, longest], device: device);
        var states = _states.index_select(0, tensor(rows, device: device)).to(float32).view(texts.Count, longest, -1)
            .masked_fill(mask.unsqueeze(-1).eq(0), 0);
        var pooled = _pooled.index_select(0, tensor(texts.Select(text => (long)text).ToArray(), device: device)).to(float32);
        return scope.MoveToOuter(states, mask, pooled);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _states.Dispose();
        _pooled.Dispose();
    }
}
