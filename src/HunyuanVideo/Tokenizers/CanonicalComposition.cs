using System.Globalization;
using System.Text;

namespace HunyuanVideo.Tokenizers;

/// <summary>Unicode normalisation form C from our own table.</summary>
/// <remarks>
/// The runtime's <c>string.Normalize</c> silently returns its input in globalization-invariant mode, which slim systems need.
/// Source: Unicode Standard Annex 15; data of Unicode 14, as the reference of the vectors has it.
/// </remarks>
internal static class CanonicalComposition
{
    private const int FirstThatCanChange = 0x300;
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28, SyllableCount = LeadCount * VowelCount * TailCount;

    private static readonly Lazy<Tables> Data = new(Tables.Load);

    /// <summary>Form C of <paramref name="text"/>; lone surrogates become U+FFFD.</summary>
    public static string Apply(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', (char)(FirstThatCanChange - 1)))
        {
            return text;
        }

        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, points);
        }

        SortMarks(points);
        Compose(points);
        var composed = new StringBuilder(points.Count);
        foreach (var point in points)
        {
            composed.Append(new Rune(point));
        }

        return composed.ToString();
    }

    private static void Decompose(int point, List<int> output)
    {
        var syllable = point - SyllableBase;
        if (syllable is >= 0 and < SyllableCount)
        {
            output.Add(LeadBase + (syllable / (VowelCount * TailCount)));
            output.Add(VowelBase + (syllable / TailCount % VowelCount));
            if (syllable % TailCount != 0)
            {
                output.Add(TailBase + (syllable % TailCount));
            }
        }
        else if (Data.Value.Decompositions.TryGetValue(point, out var parts))
        {
            foreach (var part in parts)
            {
                Decompose(part, output);
            }
        }
        else
        {
            output.Add(point);
        }
    }

    /// <summary>Stable sort by combining class within each run of marks.</summary>
    private static void SortMarks(List<int> points)
    {
        for (var start = 0; start < points.Count; start++)
        {
            var end = start;
            while (end < points.Count && ClassOf(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int[] sorted = [.. points[start..end].OrderBy(ClassOf)];
                for (var index = 0; index < sorted.Length; index++)
                {
                    points[start + index] = sorted[index];
                }
            }

            start = end;
        }
    }

    private static void Compose(List<int> points)
    {
        var starter = -1;
        var lastClass = 0;
        var kept = 0;
        foreach (var point in points.ToArray())
        {
            var mark = ClassOf(point);
            var isAdjacent = starter == kept - 1;
            if (starter >= 0 && (isAdjacent || lastClass < mark) && TryCompose(points[starter], point, out var sum))
            {
                points[starter] = sum;
                continue;
            }

            if (mark == 0)
            {
                starter = kept;
            }

            lastClass = mark;
            points[kept++] = point;
        }

        points.RemoveRange(kept, points.Count - kept);
    }

    private static bool TryCompose(int first, int second, out int sum)
    {
        var (lead, vowel) = (first - LeadBase, second - VowelBase);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            sum = SyllableBase + (((lead * VowelCount) + vowel) * TailCount);
            return true;
        }

        var (syllable, tail) = (first - SyllableBase, second - TailBase);
        if (syllable is >= 0 and < SyllableCount && syllable % TailCount == 0 && tail is > 0 and < TailCount)
        {
            sum = first + tail;
            return true;
        }

        return Data.Value.Compositions.TryGetValue((first, second), out sum);
    }

    private static int ClassOf(int point) => Data.Value.Classes.GetValueOrDefault(point);

    private sealed record Tables(
        Dictionary<int, int[]> Decompositions, Dictionary<(int First, int Second), int> Compositions, Dictionary<int, int> Classes)
    {
        private const string Resource = "HunyuanVideo.Tokenizers.unicode-canonical.txt";

        public static Tables Load()
        {
            var tables = new Tables([], [], []);
            using var stream = typeof(CanonicalComposition).Assembly.GetManifestResourceStream(Resource)
                ?? throw new InvalidOperationException($"The library was built without {Resource}.");
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                if (!line.StartsWith('#'))
                {
                    tables.Read(line);
                }
            }

            return tables;
        }

        private void Read(string line)
        {
            int[] points = [.. line.Split(':')[0].Split('=', '>', ' ', '-').Select(hex => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            if (line.Split(':') is [_, var mark])
            {
                for (var point = points[0]; point <= points[1]; point++)
                {
                    Classes[point] = int.Parse(mark, CultureInfo.InvariantCulture);
                }

                return;
            }

            Decompositions[points[0]] = points[1..];
            if (line.Contains('='))
            {
                Compositions[(points[1], points[2])] = points[0];
            }
        }
    }
}
