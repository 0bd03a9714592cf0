using static TorchSharp.torch;

namespace HunyuanVideo.Weights;

/// <summary>Moves weights between modules and files by key; knows no module by name.</summary>
public static class ModuleWeights
{
    /// <summary>
    /// Copies every tensor of <paramref name="source"/> into the parameter or buffer of the same key, converting the
    /// element type. All faults are found before the first tensor is written.
    /// </summary>
    /// <param name="module">The network to fill.</param>
    /// <param name="source">Where the weights come from; stays the caller's.</param>
    /// <param name="ignore">Keys of the source that belong to no parameter and are no fault (old buffers).</param>
    /// <exception cref="WeightFormatException">Missing, unexpected or mismatched keys; the message lists them.</exception>
    public static void LoadStrict(nn.Module module, IWeightSource source, Func<string, bool>? ignore = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(source);
        using var scope = NewDisposeScope();
        var targets = module.state_dict();
        Check(targets, source, ignore).ThrowIfFaulty();
        using var noGradient = no_grad();
        foreach (var (key, target) in targets)
        {
            using var value = source.Map(key);
            target.copy_(value);
        }
    }

    /// <summary>Compares the keys and shapes of <paramref name="module"/> with those of <paramref name="source"/>.</summary>
    public static KeyReport Compare(nn.Module module, IWeightSource source, Func<string, bool>? ignore = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(source);
        using var scope = NewDisposeScope();
        return Check(module.state_dict(), source, ignore);
    }

    /// <summary>Parameters and buffers of <paramref name="module"/> by published key, ordered by key, for a writer. They stay the module's.</summary>
    public static IReadOnlyList<KeyValuePair<string, Tensor>> Export(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return [.. module.state_dict().OrderBy(item => item.Key, StringComparer.Ordinal)];
    }

    private static KeyReport Check(Dictionary<string, Tensor> targets, IWeightSource source, Func<string, bool>? ignore)
    {
        var present = source.Keys.ToHashSet(StringComparer.Ordinal);
        var missing = targets.Keys.Where(key => !present.Contains(key)).Order(StringComparer.Ordinal);
        var unexpected = source.Keys.Where(key => !targets.ContainsKey(key) && ignore?.Invoke(key) != true).Order(StringComparer.Ordinal);
        var mismatched = targets
            .Where(item => present.Contains(item.Key) && !item.Value.shape.SequenceEqual(source.ShapeOf(item.Key)))
            .Select(item => new ShapeMismatch(item.Key, [.. item.Value.shape], source.ShapeOf(item.Key)))
            .OrderBy(item => item.Key, StringComparer.Ordinal);
        return new KeyReport(source.Name, [.. missing], [.. unexpected], [.. mismatched]);
    }
}
