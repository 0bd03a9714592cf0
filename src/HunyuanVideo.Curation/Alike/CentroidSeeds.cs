using System.Numerics.Tensors;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// First centroids by k-means++ on a sample. Each is the best of a few draws (greedy k-means++): a single draw often puts
/// two seeds into one cluster and none into another. Source: Arthur and Vassilvitskii, SODA 2007; spec curation §4 S14.
/// </summary>
/// <param name="vectors">The pool.</param>
/// <param name="options">Sample, seed and threads.</param>
internal sealed class CentroidSeeds(VectorTable vectors, ConceptOptions options)
{
    private readonly int[] _sample = Sample(vectors.Count, options);
    private readonly Philox _random = Philox.For(options.Seed, "concept seeds");

    public Centroids Choose(int count)
    {
        var centroids = new Centroids(count, vectors.Dimension);
        var first = _random.NextInt(_sample.Length);
        var costs = Costs(first);
        vectors[_sample[first]].CopyTo(centroids[0]);
        var draws = 2 + (int)Math.Log(count);
        for (var i = 1; i < count; i++)
        {
            var (chosen, left) = BestDraw(costs, draws);
            costs = left;
            vectors[_sample[chosen]].CopyTo(centroids[i]);
        }

        return centroids;
    }

    /// <summary>A sample in the order of the pool: the first by a random key each.</summary>
    private static int[] Sample(int count, ConceptOptions options)
    {
        var all = Enumerable.Range(0, count);
        return count <= options.SeedSample
            ? [.. all]
            : [.. all.Select(i => (Key: Philox.For(options.Seed, "concept sample", (ulong)i).NextUniform(), i)).Order().Take(options.SeedSample).Select(pair => pair.i).Order()];
    }

    private (int Chosen, float[] Costs) BestDraw(float[] costs, int draws)
    {
        var total = Sum(costs);
        var (chosen, least, left) = (0, double.PositiveInfinity, costs);
        for (var draw = 0; draw < draws; draw++)
        {
            var candidate = At(costs, _random.NextUniform() * total);
            var next = Costs(candidate);
            TensorPrimitives.Min(next, costs, next);
            var sum = Sum(next);
            if (sum < least)
            {
                (chosen, least, left) = (candidate, sum, next);
            }
        }

        return (chosen, left);
    }

    /// <summary>1 − cosine to one member of the sample: half the squared distance of unit vectors.</summary>
    private float[] Costs(int member)
    {
        var result = new float[_sample.Length];
        Parallel.For(0, (_sample.Length + options.SumBlock - 1) / options.SumBlock, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, block =>
        {
            var end = Math.Min(_sample.Length, (block + 1) * options.SumBlock);
            for (var i = block * options.SumBlock; i < end; i++)
            {
                result[i] = Math.Max(0, 1 - TensorPrimitives.Dot(vectors[_sample[member]], vectors[_sample[i]]));
            }
        });
        return result;
    }

    private static int At(float[] costs, double place)
    {
        var sum = 0.0;
        var last = 0;
        for (var i = 0; i < costs.Length; i++)
        {
            sum += costs[i];
            last = costs[i] > 0 ? i : last;
            if (sum > place)
            {
                return i;
            }
        }

        return last;
    }

    private static double Sum(float[] costs)
    {
        var sum = 0.0;
        foreach (var cost in costs)
        {
            sum += cost;
        }

        return sum;
    }
}
