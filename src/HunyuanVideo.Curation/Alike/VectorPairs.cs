using System.Numerics.Tensors;

namespace HunyuanVideo.Curation.Alike;

/// <summary>Pairs of unit vectors above a cosine, compared exactly, band by band. Source: spec curation §4 S13 (b).</summary>
internal static class VectorPairs
{
    /// <summary>Vectors of a band: each vector that is fetched from memory is compared with so many.</summary>
    private const int Rows = 16;

    /// <summary>All pairs (i &lt; j), sorted.</summary>
    public static IEnumerable<(int Left, int Right)> Among(IReadOnlyList<float[]> vectors, double leastCosine, DuplicateOptions options)
    {
        var bands = (vectors.Count + Rows - 1) / Rows;
        var found = new List<(int, int)>[bands];
        Parallel.For(0, bands, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, band =>
            found[band] = OfBand(vectors, band * Rows, Math.Min(vectors.Count, (band + 1) * Rows), leastCosine));
        return found.SelectMany(pairs => pairs);
    }

    /// <summary>Pairs (i &lt; j) that share a concept; each once for every concept shared, sorted inside a concept.</summary>
    /// <param name="vectors">All vectors.</param>
    /// <param name="nearest">For each vector its nearest concepts.</param>
    /// <param name="leastCosine">Cosine from which a pair counts.</param>
    /// <param name="options">Threads.</param>
    public static IEnumerable<(int Left, int Right)> Sharing(
        IReadOnlyList<float[]> vectors, IReadOnlyList<int[]> nearest, double leastCosine, DuplicateOptions options)
    {
        var members = new SortedDictionary<int, List<int>>();
        for (var i = 0; i < nearest.Count; i++)
        {
            foreach (var concept in nearest[i])
            {
                members.TryAdd(concept, []);
                members[concept].Add(i);
            }
        }

        return members.Values.SelectMany(list => Among([.. list.Select(i => vectors[i])], leastCosine, options).Select(pair => (list[pair.Left], list[pair.Right])));
    }

    private static List<(int, int)> OfBand(IReadOnlyList<float[]> vectors, int from, int to, double leastCosine)
    {
        var found = new List<(int, int)>();
        for (var j = from + 1; j < vectors.Count; j++)
        {
            for (var i = from; i < Math.Min(to, j); i++)
            {
                if (TensorPrimitives.Dot(vectors[i], vectors[j]) >= leastCosine)
                {
                    found.Add((i, j));
                }
            }
        }

        found.Sort();
        return found;
    }
}
