using System.Numerics.Tensors;

namespace HunyuanVideo.Curation.Alike;

/// <summary>Unit vectors in the middle of clusters.</summary>
/// <param name="count">Clusters.</param>
/// <param name="dimension">Numbers of a vector.</param>
internal sealed class Centroids(int count, int dimension)
{
    /// <summary>Vectors that one pass over the centroids serves, so that a centroid fetched from memory is used more than once.</summary>
    private const int Rows = 16;

    private readonly float[] _values = new float[checked(count * dimension)];

    public int Count => count;

    public int Dimension => dimension;

    public Span<float> this[int index] => _values.AsSpan(index * dimension, dimension);

    /// <summary>Takes over the other's values.</summary>
    public void CopyFrom(Centroids other) => other._values.CopyTo(_values, 0);

    /// <summary>A copy that does not change with this.</summary>
    public Centroids Copy()
    {
        var copy = new Centroids(count, dimension);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>The nearest centroids of vectors <paramref name="from"/> up to, without, <paramref name="to"/> of an order of the pool.</summary>
    public Nearest[] Assign(VectorTable vectors, int[] order, int from, int to, int threads)
    {
        var result = new Nearest[to - from];
        Parallel.For(0, (to - from + Rows - 1) / Rows, new ParallelOptions { MaxDegreeOfParallelism = threads }, band =>
            AssignBand(vectors, order.AsSpan(from + band * Rows, Math.Min(Rows, to - from - band * Rows)), result.AsSpan(band * Rows)));
        return result;
    }

    private void AssignBand(VectorTable vectors, ReadOnlySpan<int> rows, Span<Nearest> result)
    {
        result[..rows.Length].Fill(new Nearest(-1, float.NegativeInfinity, float.NegativeInfinity));
        for (var concept = 0; concept < count; concept++)
        {
            ReadOnlySpan<float> centroid = this[concept];
            for (var i = 0; i < rows.Length; i++)
            {
                var similarity = TensorPrimitives.Dot(centroid, vectors[rows[i]]);
                var best = result[i];
                result[i] = similarity > best.Similarity ? new Nearest(concept, similarity, best.Similarity)
                    : similarity > best.Second ? best with { Second = similarity }
                    : best;
            }
        }
    }
}
