using System.Runtime.Intrinsics;

namespace HunyuanVideo.Curation.Picture;

/// <summary>
/// How much fine detail a 16×16 tile holds, and how much is left of it after a Gaussian blur: a picture that is blurred
/// already loses little. Source: spec curation §4 S9 (defocus).
/// </summary>
internal sealed class Reblur
{
    public const int TileSize = 16;

    private const int Radius = 4;
    private const int Taps = (2 * Radius) + 1;
    private const int Border = Radius + 1;                          // and one more for the Laplacian
    private const int InputRows = TileSize + (2 * Border);
    private const int BlurredRows = TileSize + 2;
    private const int Columns = 32;                                 // of the input; 24 of them after the blur along rows
    private const int BlurredColumns = 24;
    private static readonly int Lanes = Vector256<float>.Count;

    private readonly float[] _weights = new float[Taps];
    private readonly float[] _input = new float[InputRows * Columns];
    private readonly float[] _vertical = new float[BlurredRows * Columns];
    private readonly float[] _blurred = new float[BlurredRows * Columns];

    public Reblur(double sigma)
    {
        for (var tap = 0; tap < Taps; tap++)
        {
            _weights[tap] = (float)Math.Exp(-(tap - Radius) * (tap - Radius) / (2 * sigma * sigma));
        }

        var sum = _weights.Sum();
        _weights = Array.ConvertAll(_weights, weight => weight / sum);
    }

    /// <summary>Sums of squared Laplacians of the tile at (x, y) before and after the blur.</summary>
    public (double Detail, double Reblurred) Measure(PaddedPlane plane, int x, int y)
    {
        for (var row = 0; row < InputRows; row++)
        {
            var pixels = plane.Pixels.Slice(plane.Offset(x - Border, y - Border + row), Columns);
            for (var column = 0; column < Columns; column++)
            {
                _input[(row * Columns) + column] = pixels[column];
            }
        }

        Blur(_input, _vertical, Columns, Columns);
        Blur(_vertical, _blurred, BlurredColumns, 1);
        return (Energy(_input, Border, Border), Energy(_blurred, 1, 1));
    }

    /// <summary>Weighted sums of nine values that lie <paramref name="apart"/> from each other, from each place on.</summary>
    private void Blur(float[] from, float[] to, int columns, int apart)
    {
        for (var row = 0; row < BlurredRows; row++)
        {
            for (var column = 0; column < columns; column += Lanes)
            {
                var at = (row * Columns) + column;
                var sum = Vector256<float>.Zero;
                for (var tap = 0; tap < Taps; tap++)
                {
                    sum += Vector256.Create<float>(from.AsSpan(at + (tap * apart))) * _weights[tap];
                }

                sum.CopyTo(to, at);
            }
        }
    }

    private static double Energy(float[] values, int left, int top)
    {
        var sum = Vector256<float>.Zero;
        for (var row = top; row < top + TileSize; row++)
        {
            for (var column = left; column < left + TileSize; column += Lanes)
            {
                var at = (row * Columns) + column;
                var beside = Load(values, at - 1) + Load(values, at + 1) + Load(values, at - Columns) + Load(values, at + Columns);
                var laplacian = (Load(values, at) * 4f) - beside;
                sum += laplacian * laplacian;
            }
        }

        return Vector256.Sum(sum);
    }

    private static Vector256<float> Load(float[] values, int at) => Vector256.Create<float>(values.AsSpan(at));
}
