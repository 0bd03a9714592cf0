namespace HunyuanVideo.Weights;

/// <summary>How the keys of a weight source differ from those of a network.</summary>
/// <param name="Source">Path of the source.</param>
/// <param name="Missing">Keys of the network that the source lacks, ordered.</param>
/// <param name="Unexpected">Keys of the source that the network lacks, ordered.</param>
/// <param name="Mismatched">Keys of both whose shapes differ, ordered.</param>
public sealed record KeyReport(
    string Source, IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, IReadOnlyList<ShapeMismatch> Mismatched)
{
    private const int Listed = 5;

    /// <summary>Whether every key and shape agrees.</summary>
    public bool IsClean => Missing.Count + Unexpected.Count + Mismatched.Count == 0;

    /// <exception cref="WeightFormatException">The report is not clean.</exception>
    public void ThrowIfFaulty()
    {
        if (!IsClean)
        {
            throw new WeightFormatException(ToString());
        }
    }

    /// <summary>One sentence with the first keys of each kind.</summary>
    public override string ToString()
    {
        var parts = new[]
        {
            Part("misses", Missing),
            Part("has no use for", Unexpected),
            Part("differs in", [.. Mismatched.Select(item => item.ToString())]),
        };
        return IsClean
            ? $"{Source}: every key and shape agrees."
            : $"{Source}: {string.Join("; ", parts.Where(part => part.Length > 0))}; the file belongs to another model or configuration.";
    }

    private static string Part(string verb, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return "";
        }

        return $"{verb} {items.Count} ({ForeignText.List(items, Listed)})";
    }
}
