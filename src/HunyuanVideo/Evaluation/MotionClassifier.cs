using System.Numerics;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>Names what a tracked thing does, by its size, visibility, way and turn over the clip, in this order.</summary>
internal static class MotionClassifier
{
    /// <summary>Fewer frames show no motion.</summary>
    public const int LeastFrames = 4;

    private const double LeastGrowth = 0.8;         // of ln(area) over the clip
    private const double WholeGrowth = 2.2;         // to three times the radius
    private const double LeastFade = 0.5;           // of visibility over the clip, where a whole fade gives 1
    private const double LeastWay = 0.15;           // shares of the shorter side; what moves covers 0.33
    private const double LeastReturn = 0.12;        // shares of the shorter side that a bouncing or circling thing comes back by
    private const double LeastCircularity = 0.78;   // 1 = one even turn on a circle; a bounce round all four edges reaches 0.76
    private const double LeastDiagonal = 0.41;      // tangent of 22.5°
    private const double LeastCoherence = 0.6;      // 1 = never turns, 0 = has turned through every angle
    private const double LeastHarmonic = 0.03;

    /// <summary>The motion; none if the clip is too short or the thing is never clear.</summary>
    /// <param name="thing">The thing.</param>
    /// <param name="shape">Its shape, if known: a turn can be seen only against a symmetry.</param>
    public static Finding<Motion> Classify(TrackedThing thing, Shape? shape)
    {
        var last = thing.Sightings.Length - 1.0;
        var clear = thing.Sightings.Select((sighting, frame) => (Progress: frame / last, Sighting: sighting))
            .Where(point => point.Sighting.IsClear)
            .ToArray();
        if (thing.Sightings.Length < LeastFrames || clear.Length < LeastFrames)
        {
            return Finding<Motion>.None;
        }

        var growth = Slope([.. clear.Select(point => (point.Progress, Math.Log(point.Sighting.Area)))]);
        var fade = Slope([.. thing.Sightings.Select((sighting, frame) => (frame / last, sighting.Visibility))]);

        // Little of what is still faint can be seen, so a fade seems to grow as well: the one that comes nearer to its whole is it.
        if (Math.Abs(fade) >= LeastFade && Math.Abs(fade) >= Math.Abs(growth) / WholeGrowth)
        {
            return Found(fade > 0 ? Motion.FadesIn : Motion.FadesOut, Math.Abs(fade), LeastFade);
        }

        if (Math.Abs(growth) >= LeastGrowth)
        {
            return Found(growth > 0 ? Motion.Grows : Motion.Shrinks, Math.Abs(growth), LeastGrowth);
        }

        var way = new Way([.. clear.Select(point => (point.Progress, point.Sighting.Centre))], Math.Min(thing.Height, thing.Width));
        return way.Span < LeastWay ? AtRest(thing, shape) : Moving(way);
    }

    private static Finding<Motion> Moving(Way way)
    {
        if (way.Return >= LeastReturn)
        {
            return way.Circularity >= LeastCircularity
                ? Found(Motion.Circles, way.Circularity, LeastCircularity)
                : Found(Motion.Bounces, 1 - way.Circularity, 1 - LeastCircularity);
        }

        var (x, y) = (Math.Abs(way.Net.X), Math.Abs(way.Net.Y));
        if (Math.Min(x, y) >= LeastDiagonal * Math.Max(x, y))
        {
            return Found(Motion.Diagonal, Math.Min(x, y) / Math.Max(x, y), LeastDiagonal);
        }

        var straight = (x > y, way.Net.X > 0, way.Net.Y > 0) switch
        {
            (true, true, _) => Motion.Right,
            (true, false, _) => Motion.Left,
            (false, _, true) => Motion.Down,
            (false, _, false) => Motion.Up,
        };
        return Found(straight, Math.Max(x, y), LeastWay);
    }

    private static Finding<Motion> AtRest(TrackedThing thing, Shape? shape)
    {
        var symmetry = shape is { } known ? Harmonics.SymmetryOf(known) : 0;
        if (symmetry == 0)
        {
            return new(Motion.Still, 1);
        }

        var harmonics = thing.Sightings.Where(sighting => sighting.IsClear)
            .Select(sighting => Harmonics.Of(sighting, symmetry, thing.Width))
            .ToArray();
        var size = harmonics.Average(harmonic => harmonic.Magnitude);
        var coherence = (harmonics.Aggregate(Complex.Zero, (sum, harmonic) => sum + harmonic) / harmonics.Length).Magnitude / Math.Max(size, double.Epsilon);
        return size >= LeastHarmonic && coherence < LeastCoherence
            ? Found(Motion.Spins, 1 - coherence, 1 - LeastCoherence)
            : Found(Motion.Still, coherence, LeastCoherence);
    }

    private static Finding<Motion> Found(Motion motion, double measure, double threshold) =>
        new(motion, Math.Clamp((measure - threshold) / threshold, 0, 1));

    private static double Slope((double X, double Y)[] points)
    {
        var (meanX, meanY) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX));
    }

    // The way of a centre, in shares of the shorter side.
    private sealed class Way
    {
        public Way((double Progress, Vector2 Centre)[] points, int side)
        {
            double[] x = [.. points.Select(point => point.Centre.X / (double)side)];
            double[] y = [.. points.Select(point => point.Centre.Y / (double)side)];
            Span = Math.Max(x.Max() - x.Min(), y.Max() - y.Min());
            Return = Math.Max(ReturnOf(x), ReturnOf(y));
            Net = new((float)(x[^1] - x[0]), (float)(y[^1] - y[0]));
            Circularity = CircularityOf(points, x, y);
        }

        public double Span { get; }

        public double Return { get; }

        public double Circularity { get; }

        public Vector2 Net { get; }

        // The longest way back against the longest way out, whichever is shorter.
        private static double ReturnOf(double[] places)
        {
            var (low, high, rise, fall) = (places[0], places[0], 0.0, 0.0);
            foreach (var place in places)
            {
                low = Math.Min(low, place);
                high = Math.Max(high, place);
                rise = Math.Max(rise, place - low);
                fall = Math.Max(fall, high - place);
            }

            return Math.Min(rise, fall);
        }

        // Roundness of the ellipse that a fit of one turn gives, times the share of the movement that the fit explains.
        private static double CircularityOf((double Progress, Vector2 Centre)[] points, double[] x, double[] y)
        {
            var (cosineX, sineX, explainedX) = FitTurn(points, x);
            var (cosineY, sineY, explainedY) = FitTurn(points, y);
            var power = (cosineX * cosineX) + (sineX * sineX) + (cosineY * cosineY) + (sineY * sineY);
            var roundness = 2 * Math.Abs((cosineX * sineY) - (cosineY * sineX)) / Math.Max(power, double.Epsilon);
            return roundness * Math.Min(explainedX, explainedY);
        }

        private static (double Cosine, double Sine, double Explained) FitTurn((double Progress, Vector2 Centre)[] points, double[] places)
        {
            var mean = places.Average();
            var (cosine, sine) = (0.0, 0.0);
            for (var i = 0; i < places.Length; i++)
            {
                cosine += (places[i] - mean) * Math.Cos(2 * Math.PI * points[i].Progress) * 2 / places.Length;
                sine += (places[i] - mean) * Math.Sin(2 * Math.PI * points[i].Progress) * 2 / places.Length;
            }

            var rest = points.Select((point, i) =>
                places[i] - mean - (cosine * Math.Cos(2 * Math.PI * point.Progress)) - (sine * Math.Sin(2 * Math.PI * point.Progress)));
            var total = places.Sum(place => (place - mean) * (place - mean));
            return (cosine, sine, Math.Max(0, 1 - (rest.Sum(value => value * value) / Math.Max(total, double.Epsilon))));
        }
    }
}
