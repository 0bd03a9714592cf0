using System.Numerics.Tensors;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// Concepts of a pool (S14): spherical k-means in mini-batches, each centroid the running mean of the vectors it was given,
/// scaled to unit length. Sums are double, by blocks of fixed size and order: any number of threads gives the same bytes.
/// Source: Sculley, WWW 2010; spec curation §4 S14.
/// </summary>
/// <param name="options">Numbers; the defaults are the specification's.</param>
public sealed class SphericalKMeans(ConceptOptions options)
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "concepts";

    /// <summary>Version of the algorithm; part of the stage key.</summary>
    public const int Version = 1;

    /// <summary>Finds the concepts of <paramref name="vectors"/>.</summary>
    /// <param name="space">Name of the space, for the rows.</param>
    /// <param name="vectors">One vector per clip.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    public ConceptResult Run(string space, VectorTable vectors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var centroids = new CentroidSeeds(vectors, options).Choose(options.CountFor(vectors.Count));
        var (cost, passes) = Settle(vectors, centroids, 0, options.Passes, cancellationToken);
        passes = Repair(vectors, centroids, cost, passes, cancellationToken);
        return Result(space, vectors, centroids, AssignAll(vectors, centroids), passes);
    }

    /// <summary>By clip id the nearest concepts of each vector, nearest first.</summary>
    public static IReadOnlyDictionary<string, int[]> Nearest(VectorTable vectors, IReadOnlyList<ConceptRow> concepts, int count)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(concepts);
        var rows = new int[vectors.Count][];
        Parallel.For(0, vectors.Count, i => rows[i] =
            [.. concepts.Select(concept => (Similarity: TensorPrimitives.Dot(concept.Centroid, vectors[i]), concept.ConceptId))
                .OrderBy(pair => (-pair.Similarity, pair.ConceptId)).Take(count).Select(pair => pair.ConceptId)]);
        return vectors.Ids.Zip(rows).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <summary>Passes until the cost hardly changes, up to pass <paramref name="end"/>.</summary>
    private (double Cost, int Passes) Settle(VectorTable vectors, Centroids centroids, int pass, int end, CancellationToken cancellationToken)
    {
        var counts = new double[centroids.Count];
        var cost = double.PositiveInfinity;
        while (pass < end)
        {
            var before = cost;
            cost = Pass(vectors, centroids, counts, pass++, cancellationToken);
            if (Math.Abs(before - cost) <= options.LeastChange * cost)
            {
                break;
            }
        }

        return (cost, pass);
    }

    private int Repair(VectorTable vectors, Centroids centroids, double cost, int pass, CancellationToken cancellationToken)
    {
        var end = pass + options.RepairPasses;
        var moves = centroids.Count > 1 ? Math.Max(1, (int)(centroids.Count * options.RepairShare)) : 0;
        while (moves > 0 && pass < end)
        {
            var settled = centroids.Copy();
            CentroidRepair.Move(vectors, centroids, AssignAll(vectors, centroids), moves);
            (var repaired, pass) = Settle(vectors, centroids, pass, end, cancellationToken);
            if (repaired < cost * (1 - options.LeastChange))
            {
                cost = repaired;
            }
            else
            {
                centroids.CopyFrom(settled);
                moves /= 2;
            }
        }

        return pass;
    }

    private Nearest[] AssignAll(VectorTable vectors, Centroids centroids) =>
        centroids.Assign(vectors, [.. Enumerable.Range(0, vectors.Count)], 0, vectors.Count, options.Threads);

    /// <summary>One pass over the pool in a random order of its own; the mean cost of the vectors when they were met.</summary>
    private double Pass(VectorTable vectors, Centroids centroids, double[] counts, int pass, CancellationToken cancellationToken)
    {
        var order = Shuffled(vectors.Count, pass);
        var met = new Nearest[order.Length];
        var memory = order.Length <= options.Batch ? 0 : options.Memory;
        for (var concept = 0; concept < counts.Length; concept++)
        {
            counts[concept] *= memory;
        }

        for (var from = 0; from < order.Length; from += options.Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var to = Math.Min(order.Length, from + options.Batch);
            var assigned = centroids.Assign(vectors, order, from, to, options.Threads);
            assigned.CopyTo(met, from);
            Move(vectors, centroids, counts, order.AsSpan(from, to - from), assigned);
        }

        Reseed(vectors, centroids, order, met);
        return met.Aggregate(0.0, (sum, nearest) => sum + (1 - nearest.Similarity)) / met.Length;
    }

    private int[] Shuffled(int count, int pass)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        var random = Philox.For(options.Seed, "concept order", (ulong)pass);
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>Moves each centroid towards the mean of its share of the batch, with the rate share / all it was given so far.</summary>
    private void Move(VectorTable vectors, Centroids centroids, double[] counts, ReadOnlySpan<int> batch, Nearest[] assigned)
    {
        var members = Enumerable.Range(0, batch.Length).ToLookup(i => assigned[i].Concept);
        int[] rows = batch.ToArray();
        int[] touched = [.. members.Select(group => group.Key).Order()];
        Parallel.ForEach(touched, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, concept =>
        {
            var sum = new double[vectors.Dimension];
            var share = 0;
            foreach (var i in members[concept])
            {
                var vector = vectors[rows[i]];
                for (var d = 0; d < sum.Length; d++)
                {
                    sum[d] += vector[d];
                }

                share++;
            }

            var centroid = centroids[concept];
            for (var d = 0; d < sum.Length; d++)
            {
                sum[d] += counts[concept] * centroid[d];
            }

            counts[concept] += share;
            UnitVectors.TryScale(sum, centroid);   // a sum without direction leaves the centroid where it is
        });
    }

    /// <summary>Puts centroids that met nothing at the vectors farthest from their own centroids.</summary>
    private static void Reseed(VectorTable vectors, Centroids centroids, int[] order, Nearest[] met)
    {
        int[] empty = [.. Enumerable.Range(0, centroids.Count).Except(met.Select(nearest => nearest.Concept)).Order()];
        if (empty.Length == 0)
        {
            return;
        }

        var farthest = Enumerable.Range(0, order.Length).Select(i => (met[i].Similarity, Vector: order[i])).Order().Take(empty.Length);
        foreach (var (concept, (_, vector)) in empty.Zip(farthest))
        {
            vectors[vector].CopyTo(centroids[concept]);
        }
    }

    private ConceptResult Result(string space, VectorTable vectors, Centroids centroids, Nearest[] assigned, int passes)
    {
        var members = Enumerable.Range(0, vectors.Count).ToLookup(i => assigned[i].Concept);
        var concepts = Enumerable.Range(0, centroids.Count).Select(concept => new ConceptRow
        {
            Space = space,
            ConceptId = concept,
            Centroid = centroids[concept].ToArray(),
            Count = members[concept].Count(),
            ExampleIds = string.Join(' ', members[concept].OrderBy(i => (-assigned[i].Similarity, i)).Take(options.Examples).Select(i => vectors.Ids[i])),
        });
        var rows = assigned.Select((nearest, i) => new ConceptOfRow
        {
            ClipId = vectors.Ids[i],
            Space = space,
            ConceptId = nearest.Concept,
            Similarity = nearest.Similarity,
            Second = centroids.Count > 1 ? nearest.Second : nearest.Similarity,
        });
        return new ConceptResult([.. concepts], [.. rows], assigned.Aggregate(0.0, (sum, nearest) => sum + (1 - nearest.Similarity)) / assigned.Length, passes);
    }
}
