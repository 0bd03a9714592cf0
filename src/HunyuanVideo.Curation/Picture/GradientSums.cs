namespace HunyuanVideo.Curation.Picture;

/// <summary>Sums of products of gradients: the structure tensor of a part of the picture.</summary>
internal readonly record struct GradientSums(double XX, double XY, double YY)
{
    public static GradientSums operator +(GradientSums a, GradientSums b) => new(a.XX + b.XX, a.XY + b.XY, a.YY + b.YY);

    public static GradientSums Of(double x, double y) => new(x * x, x * y, y * y);

    /// <summary>Gradient energy along a direction over that across it; <paramref name="floor"/> is added to both.</summary>
    public double AlongOverAcross(double x, double y, double floor)
    {
        var length = (x * x) + (y * y);
        var along = ((XX * x * x) + (2 * XY * x * y) + (YY * y * y)) / length;
        var across = ((XX * y * y) - (2 * XY * x * y) + (YY * x * x)) / length;
        return (along + floor) / (across + floor);
    }
}
