using System.Numerics;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>How a thing is turned, read from the angular harmonic of its own symmetry.</summary>
internal static class Harmonics
{
    /// <summary>Turns by a whole n-th of the circle leave the shape as it is; 0 if every turn does.</summary>
    public static int SymmetryOf(Shape shape) => shape switch
    {
        Shape.Diamond => 2,
        Shape.Triangle => 3,
        Shape.Square => 4,
        Shape.Star => 5,
        _ => 0,
    };

    /// <summary>Σ cover · r² · e^(i n θ) over the thing, relative to Σ cover · r²; θ clockwise from the right.</summary>
    public static Complex Of(Sighting sighting, int symmetry, int width)
    {
        var (sum, weight) = (Complex.Zero, 0.0);
        for (var i = 0; i < sighting.Cover.Length; i++)
        {
            if (sighting.Cover[i] <= 0)
            {
                continue;
            }

            var x = (i % width) - sighting.Centre.X;
            var y = (i / width) - sighting.Centre.Y;
            var squared = (x * x) + (y * y);
            sum += Complex.FromPolarCoordinates(sighting.Cover[i] * squared, symmetry * Math.Atan2(y, x));
            weight += sighting.Cover[i] * squared;
        }

        return weight > 0 ? sum / weight : Complex.Zero;
    }

    /// <summary>Radians that an upright shape must be turned by, clockwise, to have this harmonic.</summary>
    public static double Angle(Complex harmonic, Shape shape)
    {
        var symmetry = SymmetryOf(shape);
        var tip = shape == Shape.Square ? Math.PI / 4 : -Math.PI / 2;
        return (harmonic.Phase / symmetry) - tip;
    }
}
