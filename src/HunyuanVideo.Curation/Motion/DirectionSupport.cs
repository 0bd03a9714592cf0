namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// Along which directions the blocks that share a motion know it all over the picture. The directions are the principal
/// axes of their certainty; the first is the better known.
/// </summary>
/// <param name="X">First axis, to the right.</param>
/// <param name="Y">First axis, downwards.</param>
/// <param name="IsFirst">Whether motion along the first axis is supported.</param>
/// <param name="IsSecond">Whether motion along the second axis is supported.</param>
internal readonly record struct DirectionSupport(double X, double Y, bool IsFirst, bool IsSecond)
{
    /// <summary>The support given by some blocks.</summary>
    public static DirectionSupport Of(FlowBlock[] blocks, FlowField field, MotionOptions options)
    {
        double xx = 0, xy = 0, yy = 0;
        foreach (ref readonly var block in blocks.AsSpan())
        {
            (xx, xy, yy) = (xx + block.Xx, xy + block.Xy, yy + block.Yy);
        }

        var (sine, cosine) = Math.SinCos(Math.Atan2(2 * xy, xx - yy) / 2);
        return new(cosine, sine, Is(cosine, sine), Is(-sine, cosine));

        bool Is(double x, double y)
        {
            var (count, spread) = SpreadOf(blocks, field, x, y);
            return count >= options.LeastInliers && spread >= options.LeastSpread;
        }
    }

    /// <summary>Evidence for motion along a direction, in blocks, and how far it is spread: standard deviation in shares of a side, the larger of both.</summary>
    public static (double Count, double Spread) SpreadOf(IReadOnlyList<FlowBlock> blocks, FlowField field, double directionX, double directionY)
    {
        double count = 0, x = 0, y = 0, xx = 0, yy = 0;
        foreach (var block in blocks)
        {
            var weight = block.SquaredLength(directionX, directionY);
            var (u, v) = (block.X / field.Width, block.Y / field.Height);
            count += weight;
            (x, y, xx, yy) = (x + (weight * u), y + (weight * v), xx + (weight * u * u), yy + (weight * v * v));
        }

        return (count, count > 0 ? Math.Max(Deviation(count, x, xx), Deviation(count, y, yy)) : 0);
    }

    /// <summary>The block with what it knows of the direction without support forgotten.</summary>
    public FlowBlock KeepSupported(FlowBlock block)
    {
        var (x, y) = IsFirst ? (X, Y) : (-Y, X);
        var known = block.SquaredLength(x, y);
        return block with { Xx = (float)(known * x * x), Xy = (float)(known * x * y), Yy = (float)(known * y * y) };
    }

    private static double Deviation(double count, double sum, double squares) =>
        Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count))));
}
