namespace HunyuanVideo.Synthetic;

/// <summary>Signed distance fields of the shapes: negative inside, in the unit of the radius.</summary>
/// <remarks>
/// Polygons give the distance to the nearest edge's line, so corners are sharp rather than round. The fields need only
/// additions, products and square roots: the same bytes on every processor.
/// </remarks>
internal static class ShapeField
{
    private const float SquareHalfSide = 0.70710678f;
    private const float DiamondHalfWidth = 0.62f;
    private const float RingMiddle = 0.75f;
    private const float RingHalfWidth = 0.25f;
    private const float StarInner = 0.45f;
    private const float Sine30 = 0.5f;
    private const float Cosine30 = 0.8660254f;
    private const float Sine36 = 0.58778525f;
    private const float Cosine36 = 0.80901699f;
    private const float Sine72 = 0.95105652f;
    private const float Cosine72 = 0.30901699f;

    /// <summary>Distance of a point from the outline.</summary>
    /// <param name="shape">Which shape, around the origin.</param>
    /// <param name="x">To the right.</param>
    /// <param name="y">Downwards.</param>
    /// <param name="radius">Of the surrounding circle.</param>
    public static float Distance(Shape shape, float x, float y, float radius)
    {
        x = MathF.Abs(x);
        return shape switch
        {
            Shape.Circle => Length(x, y) - radius,
            Shape.Square => MathF.Max(x, MathF.Abs(y)) - (SquareHalfSide * radius),
            Shape.Triangle => MathF.Max(y, (Cosine30 * x) - (Sine30 * y)) - (0.5f * radius),
            Shape.Star => Star(x, -y, radius),
            Shape.Ring => MathF.Abs(Length(x, y) - (RingMiddle * radius)) - (RingHalfWidth * radius),
            Shape.Diamond => (x + (DiamondHalfWidth * (MathF.Abs(y) - radius))) / Length(1, DiamondHalfWidth),
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
        };
    }

    // Mirrors the plane into the tenth between a tip (straight up) and the next notch, where the star is a half-plane.
    private static float Star(float x, float up, float radius)
    {
        (x, up) = Mirror(x, up, Cosine72, -Sine72);
        x = MathF.Abs(x);
        (x, up) = Mirror(x, up, Cosine36, -Sine36);
        const float NotchX = StarInner * Sine36;
        const float NotchUp = StarInner * Cosine36;
        var edge = Length(NotchX, 1 - NotchUp);
        return (((1 - NotchUp) * x) + (NotchX * (up - radius))) / edge;
    }

    private static (float X, float Up) Mirror(float x, float up, float normalX, float normalUp)
    {
        var beyond = 2 * MathF.Max(0, (x * normalX) + (up * normalUp));
        return (x - (beyond * normalX), up - (beyond * normalUp));
    }

    private static float Length(float x, float y) => MathF.Sqrt((x * x) + (y * y));
}
