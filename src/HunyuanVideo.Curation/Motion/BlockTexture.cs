using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Structure tensor of a block: mean of the products of luma's derivatives. Its eigenvalues say how well a displacement
/// is known along two directions.
/// </summary>
/// <param name="Xx">Mean of Ix².</param>
/// <param name="Xy">Mean of Ix·Iy.</param>
/// <param name="Yy">Mean of Iy².</param>
internal readonly record struct BlockTexture(double Xx, double Xy, double Yy)
{
    /// <summary>Larger eigenvalue.</summary>
    public double Largest => ((Xx + Yy) / 2) + Root;

    /// <summary>Smaller eigenvalue.</summary>
    public double Least => ((Xx + Yy) / 2) - Root;

    private double Root => Math.Sqrt(((Xx - Yy) * (Xx - Yy) / 4) + (Xy * Xy));

    /// <summary>The tensor of the block at (x, y), from the derivatives that need no pixel outside: an edge beside a block does not fix it.</summary>
    public static BlockTexture At(LumaPlane plane, int x, int y)
    {
        int xx = 0, xy = 0, yy = 0;
        for (var row = y + 1; row < y + BlockSad.Side - 1; row++)
        {
            var above = plane.Row(row - 1);
            var here = plane.Row(row);
            var below = plane.Row(row + 1);
            for (var column = x + 1; column < x + BlockSad.Side - 1; column++)
            {
                var dx = here[column + 1] - here[column - 1];
                var dy = below[column] - above[column];
                xx += dx * dx;
                xy += dx * dy;
                yy += dy * dy;
            }
        }

        const double Count = 4.0 * (BlockSad.Side - 2) * (BlockSad.Side - 2);   // differences over two pixels: derivatives twice too large
        return new(xx / Count, xy / Count, yy / Count);
    }

    /// <summary>
    /// What a displacement of the block is worth as evidence: a symmetric matrix with eigenvalue λ²/(λ² + t²) for the
    /// tensor's eigenvalue λ, so about 1 along a known direction and 0 along an edge.
    /// </summary>
    public (double Xx, double Xy, double Yy) Certainty(double texture)
    {
        var (largest, least) = (Share(Largest, texture), Share(Math.Max(0, Least), texture));
        var (x, y) = Math.Abs(Xy) > 1e-9 ? (Largest - Yy, Xy) : Xx >= Yy ? (1.0, 0.0) : (0.0, 1.0);
        var length = (x * x) + (y * y);
        var (cc, cs, ss) = length > 0 ? (x * x / length, x * y / length, y * y / length) : (1, 0, 0);
        return (least + ((largest - least) * cc), (largest - least) * cs, least + ((largest - least) * ss));
    }

    private static double Share(double eigenvalue, double texture) =>
        eigenvalue * eigenvalue / ((eigenvalue * eigenvalue) + (texture * texture));
}
