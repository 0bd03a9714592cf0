namespace HunyuanVideo.Training.Flow;

/// <summary>How noise levels are drawn in training. Source: spec training §1.4–§1.6.</summary>
/// <remarks>All functions use the published convention: 0 is data, 1 is noise.</remarks>
public static class TimestepDistribution
{
    /// <summary>Logistic function of a standard normal: the logit-normal draw, in (0, 1).</summary>
    public static double LogitNormal(double normal) => 1 / (1 + Math.Exp(-normal));

    /// <summary>Moves a draw towards noise: <c>a·s / (1 + (a−1)·s)</c>.</summary>
    public static double Shift(double draw, double shift) => shift * draw / (1 + ((shift - 1) * draw));

    /// <summary>The mirror image of <see cref="Shift"/>, for the paper's convention (1 is data).</summary>
    public static double ShiftData(double draw, double shift) => draw / (shift - ((shift - 1) * draw));

    /// <summary>The "mode" density of a uniform draw: more weight at the middle for a positive scale.</summary>
    public static double Mode(double uniform, double scale)
    {
        var cosine = Math.Cos(Math.PI * uniform / 2);
        return 1 - uniform - (scale * ((cosine * cosine) - 1 + uniform));
    }

    /// <summary>Affine map that keeps a draw away from both ends.</summary>
    public static double Inset(double draw, double margin) => (draw * (1 - (2 * margin))) + margin;

    /// <summary>The shift that suits a frame of <paramref name="height"/> × <paramref name="width"/> latents, by the linear rule in tokens.</summary>
    public static double ShiftForGrid(int height, int width) => Math.Exp(LogShiftForGrid(height, width));

    /// <summary>Logarithm of <see cref="ShiftForGrid"/>: 0.5 at 256 tokens, 1.15 at 4096, linear between and beyond.</summary>
    public static double LogShiftForGrid(int height, int width)
    {
        const double low = 0.5, high = 1.15, fewest = 256, most = 4096;
        var tokens = height / 2 * (width / 2);
        return low + ((high - low) / (most - fewest) * (tokens - fewest));
    }
}
