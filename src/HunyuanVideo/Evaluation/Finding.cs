namespace HunyuanVideo.Evaluation;

/// <summary>What a judge took an attribute for.</summary>
/// <typeparam name="T">The attribute.</typeparam>
/// <param name="Value">The nearest of the known values; null if nothing comes near.</param>
/// <param name="Confidence">0 = as near to the second best or not found, 1 = no other value fits at all.</param>
public sealed record Finding<T>(T? Value, double Confidence)
    where T : struct, Enum
{
    /// <summary>Nothing was found.</summary>
    internal static Finding<T> None { get; } = new(null, 0);

    /// <summary>The value of least cost, if that is at most <paramref name="limit"/>; confidence 1 − least / second least.</summary>
    internal static Finding<T> Cheapest(IEnumerable<(T Value, double Cost)> candidates, double limit)
    {
        var ordered = candidates.OrderBy(candidate => candidate.Cost).ToArray();
        return ordered[0].Cost > limit
            ? None
            : new(ordered[0].Value, ordered.Length == 1 ? 1 : 1 - (ordered[0].Cost / Math.Max(ordered[1].Cost, double.Epsilon)));
    }
}
