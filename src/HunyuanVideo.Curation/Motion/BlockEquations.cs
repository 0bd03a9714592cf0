namespace HunyuanVideo.Curation.Motion;

/// <summary>Normal equations of a motion model that is linear in its parameters, fed by blocks with their certainty.</summary>
/// <param name="size">Parameters.</param>
internal sealed class BlockEquations(int size)
{
    private readonly double[] _matrix = new double[size * size];
    private readonly double[] _right = new double[size];

    /// <summary>Forgets all blocks.</summary>
    public void Clear()
    {
        Array.Clear(_matrix);
        Array.Clear(_right);
    }

    /// <summary>Adds a block.</summary>
    /// <param name="block">Displacement and certainty.</param>
    /// <param name="forU">Derivatives of the horizontal displacement by the parameters.</param>
    /// <param name="forV">Derivatives of the vertical displacement.</param>
    /// <param name="weight">Weight.</param>
    public void Add(in FlowBlock block, ReadOnlySpan<double> forU, ReadOnlySpan<double> forV, double weight)
    {
        var targetU = (block.Xx * block.U) + (block.Xy * block.V);
        var targetV = (block.Xy * block.U) + (block.Yy * block.V);
        for (var i = 0; i < size; i++)
        {
            var u = weight * ((block.Xx * forU[i]) + (block.Xy * forV[i]));
            var v = weight * ((block.Xy * forU[i]) + (block.Yy * forV[i]));
            for (var j = 0; j <= i; j++)
            {
                _matrix[(i * size) + j] += (u * forU[j]) + (v * forV[j]);
            }

            _right[i] += weight * ((forU[i] * targetU) + (forV[i] * targetV));
        }
    }

    /// <summary>The parameters of least squares; <paramref name="ridge"/> pulls each to zero with the weight of that many blocks.</summary>
    public void Solve(ReadOnlySpan<double> ridge, Span<double> solution)
    {
        Span<double> lower = stackalloc double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = _matrix[(i * size) + j] + (i == j ? ridge[i] : 0);
                for (var k = 0; k < j; k++)
                {
                    sum -= lower[(i * size) + k] * lower[(j * size) + k];
                }

                lower[(i * size) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / lower[(j * size) + j];
            }
        }

        Substitute(lower, solution);
    }

    private void Substitute(ReadOnlySpan<double> lower, Span<double> solution)
    {
        for (var i = 0; i < size; i++)
        {
            var sum = _right[i];
            for (var k = 0; k < i; k++)
            {
                sum -= lower[(i * size) + k] * solution[k];
            }

            solution[i] = sum / lower[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            var sum = solution[i];
            for (var k = i + 1; k < size; k++)
            {
                sum -= lower[(k * size) + i] * solution[k];
            }

            solution[i] = sum / lower[(i * size) + i];
        }
    }
}
