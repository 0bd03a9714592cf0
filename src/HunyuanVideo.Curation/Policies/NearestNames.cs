namespace HunyuanVideo.Curation.Policies;

/// <summary>Names that someone may have meant.</summary>
internal static class NearestNames
{
    private const int MostShown = 3;

    /// <summary>A sentence that offers the nearest of the known names.</summary>
    public static string Sentence(string wrong, IEnumerable<string> known)
    {
        var nearest = Of(wrong, known);
        return nearest.Count == 0 ? "nothing is known there." : $"did you mean {string.Join(" or ", nearest.Select(name => $"'{name}'"))}?";
    }

    /// <summary>The nearest names by edit distance; equal distances in ordinal order.</summary>
    public static IReadOnlyList<string> Of(string wrong, IEnumerable<string> known) =>
    [
        .. known.Distinct(StringComparer.Ordinal)
            .OrderBy(name => Distance(wrong, name)).ThenBy(name => name, StringComparer.Ordinal).Take(MostShown),
    ];

    /// <summary>Least number of letters to insert, delete or replace.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
