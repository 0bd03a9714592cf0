namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// How a picture moves as a whole: a point at (x, y) from the middle goes by (Zoom·x − Roll·y + X, Roll·x + Zoom·y + Y).
/// Lengths are in % of the diagonal, so the same in any size of the picture. Content moves against the camera.
/// </summary>
/// <param name="Zoom">Growth as a share; 0.01 enlarges by 1 %.</param>
/// <param name="Roll">Turn in radians, clockwise as seen.</param>
/// <param name="X">Displacement of the middle to the right.</param>
/// <param name="Y">Displacement of the middle downwards.</param>
public readonly record struct SimilarityMotion(double Zoom, double Roll, double X, double Y)
{
    /// <summary>Rest.</summary>
    public static SimilarityMotion None { get; }

    /// <summary>Length of the middle's displacement.</summary>
    public double Shift => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>Displacement of a point given from the middle in % of the diagonal.</summary>
    public (double U, double V) At(double x, double y) => ((Zoom * x) - (Roll * y) + X, (Roll * x) + (Zoom * y) + Y);

    /// <summary>This motion, then <paramref name="next"/>.</summary>
    public SimilarityMotion Then(SimilarityMotion next)
    {
        var (scale, turn) = (1 + next.Zoom, next.Roll);
        return new(
            ((1 + Zoom) * scale) - (Roll * turn) - 1,
            ((1 + Zoom) * turn) + (Roll * scale),
            (scale * X) - (turn * Y) + next.X,
            (turn * X) + (scale * Y) + next.Y);
    }

    /// <summary>A share of this motion, for a time between two pictures.</summary>
    public SimilarityMotion Scaled(double share) => new(Zoom * share, Roll * share, X * share, Y * share);

    /// <summary>Mean length of the displacement over a picture of the given sides, in % of the diagonal.</summary>
    public double MeanLength(double width, double height)
    {
        const int Samples = 8;
        double sum = 0;
        for (var i = 0; i < Samples * Samples; i++)
        {
            var (u, v) = At(Place(i % Samples, Samples) * width, Place(i / Samples, Samples) * height);
            sum += Math.Sqrt((u * u) + (v * v));
        }

        return sum / (Samples * Samples);
    }

    private static double Place(int index, int count) => ((index + 0.5) / count) - 0.5;
}
