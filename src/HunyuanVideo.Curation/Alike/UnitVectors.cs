namespace HunyuanVideo.Curation.Alike;

/// <summary>Scaling to unit length with sums in double precision and fixed order.</summary>
public static class UnitVectors
{
    /// <summary>Writes <paramref name="source"/> at unit length; false if it has no direction (all zeros or not finite).</summary>
    public static bool TryScale(ReadOnlySpan<float> source, Span<float> target)
    {
        var squares = 0.0;
        foreach (var value in source)
        {
            squares += (double)value * value;
        }

        if (squares == 0 || !double.IsFinite(squares))
        {
            return false;
        }

        var scale = 1 / Math.Sqrt(squares);
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = (float)(source[i] * scale);
        }

        return true;
    }

    /// <summary>The direction of a sum of vectors, in place: false as in <see cref="TryScale(ReadOnlySpan{float}, Span{float})"/>.</summary>
    internal static bool TryScale(ReadOnlySpan<double> source, Span<float> target)
    {
        var squares = 0.0;
        foreach (var value in source)
        {
            squares += value * value;
        }

        if (squares == 0 || !double.IsFinite(squares))
        {
            return false;
        }

        var scale = 1 / Math.Sqrt(squares);
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = (float)(source[i] * scale);
        }

        return true;
    }
}
