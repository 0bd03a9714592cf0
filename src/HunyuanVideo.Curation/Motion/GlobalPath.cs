namespace HunyuanVideo.Curation.Motion;

/// <summary>Where the picture's middle went, at even steps of time: the ground for jerk and shake.</summary>
internal sealed class GlobalPath
{
    private readonly List<(double X, double Y)> _places = [];

    /// <param name="pairs">Pairs of a clip, at least one.</param>
    /// <param name="stepsPerSecond">Places per second.</param>
    public GlobalPath(IReadOnlyList<PairMotion> pairs, double stepsPerSecond)
    {
        var (next, x, y) = (0, 0.0, 0.0);
        foreach (var pair in pairs)
        {
            var start = pairs[0].StartTime;
            for (; start + (next / stepsPerSecond) <= pair.EndTime + 1e-9; next++)
            {
                var share = Math.Clamp((start + (next / stepsPerSecond) - pair.StartTime) / pair.Seconds, 0, 1);
                _places.Add((x + (share * pair.Global.X), y + (share * pair.Global.Y)));
            }

            (x, y) = (x + pair.Global.X, y + pair.Global.Y);
        }
    }

    /// <summary>Standard deviation of the second differences, both axes together, in % of the diagonal.</summary>
    public double Jerk()
    {
        var second = new List<(double X, double Y)>();
        for (var i = 2; i < _places.Count; i++)
        {
            second.Add((
                _places[i].X - (2 * _places[i - 1].X) + _places[i - 2].X,
                _places[i].Y - (2 * _places[i - 1].Y) + _places[i - 2].Y));
        }

        if (second.Count == 0)
        {
            return 0;
        }

        var (meanX, meanY) = (second.Average(d => d.X), second.Average(d => d.Y));
        return Math.Sqrt(second.Average(d => ((d.X - meanX) * (d.X - meanX)) + ((d.Y - meanY) * (d.Y - meanY))));
    }

    /// <summary>
    /// RMS of what a binomial smoothing over five places takes away, in % of the diagonal. At 8 places a second it halves
    /// the power at 2 Hz: slower moves are the camera's way, faster ones its shake.
    /// </summary>
    public double Shake()
    {
        double sum = 0;
        var count = 0;
        for (var i = 2; i < _places.Count - 2; i++, count++)
        {
            var x = _places[i].X - Smooth(_places[i - 2].X, _places[i - 1].X, _places[i].X, _places[i + 1].X, _places[i + 2].X);
            var y = _places[i].Y - Smooth(_places[i - 2].Y, _places[i - 1].Y, _places[i].Y, _places[i + 1].Y, _places[i + 2].Y);
            sum += (x * x) + (y * y);
        }

        return count == 0 ? 0 : Math.Sqrt(sum / count);
    }

    private static double Smooth(double a, double b, double c, double d, double e) => (a + (4 * b) + (6 * c) + (4 * d) + e) / 16;
}
