namespace HunyuanVideo.Curation.Picture;

/// <summary>Width of an edge: distance of its 10 to 90 % rise along the gradient. Source: spec curation §4 S9.</summary>
internal sealed class EdgeProfile(ClarityOptions options)
{
    private const int Patience = 2;     // pixels without a rise that end a profile

    private readonly double[] _values = new double[(2 * options.ProfileRadius) + 1];

    /// <summary>Width in pixels; null for an edge of too little contrast.</summary>
    /// <param name="plane">The picture.</param>
    /// <param name="x">Column of a pixel on the edge.</param>
    /// <param name="y">Its row.</param>
    /// <param name="gradientX">Gradient there, in any unit.</param>
    /// <param name="gradientY">Its vertical part.</param>
    public double? Width(PaddedPlane plane, int x, int y, double gradientX, double gradientY)
    {
        var length = Math.Sqrt((gradientX * gradientX) + (gradientY * gradientY));
        var (stepX, stepY) = (gradientX / length, gradientY / length);
        var centre = options.ProfileRadius;
        _values[centre] = Sample(plane, x, y);
        var last = Follow(plane, x, y, stepX, stepY, 1);
        var first = Follow(plane, x, y, stepX, stepY, -1);
        var (low, high) = (_values[first], _values[last]);
        return high - low < options.LeastEdgeContrast
            ? null
            : Crossing(first, last, low + ((1 - options.RiseTail) * (high - low))) - Crossing(first, last, low + (options.RiseTail * (high - low)));
    }

    /// <summary>Samples from the centre in one direction while the values go on rising (or falling, backwards); returns the place of the end.</summary>
    private int Follow(PaddedPlane plane, int x, int y, double stepX, double stepY, int direction)
    {
        var centre = options.ProfileRadius;
        var (end, best, resting) = (centre, _values[centre], 0);
        for (var t = 1; t <= options.ProfileRadius && resting < Patience; t++)
        {
            var at = centre + (direction * t);
            _values[at] = Sample(plane, x + (direction * t * stepX), y + (direction * t * stepY));
            var rise = direction * (_values[at] - best);
            resting = rise > options.LeastRise * Math.Abs(best - _values[centre]) && rise > 0 ? 0 : resting + 1;
            if (rise > 0 && resting == 0)
            {
                (end, best) = (at, _values[at]);
            }
        }

        return end;
    }

    private double Crossing(int first, int last, double level)
    {
        for (var at = first; at < last; at++)
        {
            if (_values[at + 1] >= level)
            {
                var rise = _values[at + 1] - _values[at];
                return at + (rise <= 0 ? 1 : Math.Clamp((level - _values[at]) / rise, 0, 1));
            }
        }

        return last;
    }

    /// <summary>Luma between four pixels; beyond the picture its edge.</summary>
    private static double Sample(PaddedPlane plane, double x, double y)
    {
        x = Math.Clamp(x, 0, plane.Width - 1);
        y = Math.Clamp(y, 0, plane.Height - 1);
        var (column, row) = ((int)x, (int)y);
        var (right, down) = (x - column, y - row);
        var pixels = plane.Pixels[plane.Offset(column, row)..];
        var upper = pixels[0] + (right * (pixels[1] - pixels[0]));
        var lower = pixels[plane.Stride] + (right * (pixels[plane.Stride + 1] - pixels[plane.Stride]));
        return upper + (down * (lower - upper));
    }
}
