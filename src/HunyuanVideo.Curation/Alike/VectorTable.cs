namespace HunyuanVideo.Curation.Alike;

/// <summary>Vectors of one space, one behind the other, in the order of their clip ids.</summary>
public sealed class VectorTable
{
    private readonly float[] _values;

    private VectorTable(IReadOnlyList<string> ids, int dimension, float[] values) => (Ids, Dimension, _values) = (ids, dimension, values);

    /// <summary>Clip ids, ordinally sorted.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Numbers of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Vectors.</summary>
    public int Count => Ids.Count;

    /// <summary>One vector.</summary>
    public ReadOnlySpan<float> this[int index] => _values.AsSpan(index * Dimension, Dimension);

    /// <summary>Sorts and copies vectors, each scaled to unit length.</summary>
    /// <exception cref="InputException">None at all, of different lengths, not finite, all zeros, or an id twice.</exception>
    public static VectorTable From(IEnumerable<(string ClipId, float[] Vector)> vectors)
    {
        var sorted = vectors.OrderBy(pair => pair.ClipId, StringComparer.Ordinal).ToArray();
        if (sorted.Length == 0)
        {
            throw new InputException("There is no vector to work on; run the stage embedding first.");
        }

        var dimension = sorted[0].Vector.Length;
        var values = new float[checked(sorted.Length * dimension)];
        for (var i = 0; i < sorted.Length; i++)
        {
            var (id, vector) = sorted[i];
            if (i > 0 && id == sorted[i - 1].ClipId)
            {
                throw new InputException($"Clip {id} has two vectors in one space; give each clip once.");
            }

            if (vector.Length != dimension)
            {
                throw new InputException($"Clip {id} has a vector of {vector.Length} numbers, clip {sorted[0].ClipId} one of {dimension}; they belong to different spaces.");
            }

            if (!UnitVectors.TryScale(vector, values.AsSpan(i * dimension, dimension)))
            {
                throw new InputException($"The vector of clip {id} is all zeros or not finite; measure the clip again.");
            }
        }

        return new VectorTable([.. sorted.Select(pair => pair.ClipId)], dimension, values);
    }
}
