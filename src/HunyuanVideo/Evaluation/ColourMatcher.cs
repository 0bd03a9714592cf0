using System.Numerics;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>Names measured colours by the palette.</summary>
internal static class ColourMatcher
{
    private const double FarthestColour = 75;           // RGB distance; half of that between orange and cyan
    private const float LeastPurity = 0.6f;
    private const float PurityPenalty = 40;

    /// <summary>The background colour nearest to a measured one.</summary>
    public static Finding<BackgroundColour> Background(Vector3 measured) => Finding<BackgroundColour>.Cheapest(
        Enum.GetValues<BackgroundColour>().Select(colour => (colour, (double)Vector3.Distance(measured, ToVector(Palette.Of(colour))))),
        FarthestColour);

    /// <summary>The thing colour that a measured one comes from, allowing for some of the background mixed in by blur or fading.</summary>
    public static Finding<ThingColour> Thing(Vector3 measured, Vector3 background) => Finding<ThingColour>.Cheapest(
        Enum.GetValues<ThingColour>().Select(colour => (colour, Cost(measured, background, ToVector(Palette.Of(colour))))),
        FarthestColour);

    private static double Cost(Vector3 measured, Vector3 background, Vector3 candidate)
    {
        var axis = candidate - background;
        var purity = Math.Clamp(Vector3.Dot(measured - background, axis) / Math.Max(axis.LengthSquared(), 1), LeastPurity, 1);
        return Vector3.Distance(measured, background + (purity * axis)) + (PurityPenalty * (1 - purity));
    }

    /// <summary>A colour as a vector, 0 … 255.</summary>
    public static Vector3 ToVector(Rgb colour) => new(colour.R, colour.G, colour.B);
}
