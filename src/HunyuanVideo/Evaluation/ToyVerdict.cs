using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>What <see cref="ToyJudge"/> sees in a clip of level 1.</summary>
/// <param name="Shape">The thing's shape.</param>
/// <param name="Colour">The thing's colour.</param>
/// <param name="Motion">What the thing does.</param>
/// <param name="Background">The background's colour.</param>
public sealed record ToyVerdict(
    Finding<Shape> Shape, Finding<ThingColour> Colour, Finding<Motion> Motion, Finding<BackgroundColour> Background)
{
    /// <summary>Attribute by attribute, whether the clip shows what was asked for.</summary>
    public AttributeChecks Compare(Combination expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return new(
            Shape.Value == expected.Shape, Colour.Value == expected.Colour,
            Motion.Value == expected.Motion, Background.Value == expected.Background);
    }
}
