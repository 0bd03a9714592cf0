using System.Numerics;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>What <see cref="PairJudge"/> sees in a clip of level 2.</summary>
/// <param name="Background">The background's colour.</param>
/// <param name="Things">None to two, the larger first.</param>
public sealed record PairVerdict(Finding<BackgroundColour> Background, IReadOnlyList<SeenThing> Things)
{
    // Where both axes differ about as much, both relations are true: within 5° of the diagonal.
    private const float LeastSlope = 0.84f;

    /// <summary>Attribute by attribute, whether the clip shows the two things that were asked for.</summary>
    /// <param name="expected">A scene with two things.</param>
    public PairChecks Compare(Scene expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentOutOfRangeException.ThrowIfNotEqual(expected.Things.Count, 2);
        var (first, second) = Assign(expected.Things[0].Colour, expected.Things[1].Colour);
        return new(
            Check(first, expected.Things[0]), Check(second, expected.Things[1]), Background.Value == expected.Background.Colour,
            first?.Start is { } a && second?.Start is { } b && Holds(expected.Relation!.Value, a - b));
    }

    /// <summary>Whether the way from the second thing to the first agrees with a relation.</summary>
    internal static bool Holds(Relation relation, Vector2 offset) => relation switch
    {
        Relation.LeftOf => offset.X < 0 && -offset.X >= LeastSlope * MathF.Abs(offset.Y),
        Relation.RightOf => offset.X > 0 && offset.X >= LeastSlope * MathF.Abs(offset.Y),
        Relation.Above => offset.Y < 0 && -offset.Y >= LeastSlope * MathF.Abs(offset.X),
        Relation.Below => offset.Y > 0 && offset.Y >= LeastSlope * MathF.Abs(offset.X),
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, null),
    };

    // Things are told apart by colour; what has neither colour stands for the one that is missing.
    private (SeenThing? First, SeenThing? Second) Assign(ThingColour firstColour, ThingColour secondColour)
    {
        var first = Things.FirstOrDefault(thing => thing.Colour == firstColour);
        var second = Things.FirstOrDefault(thing => thing.Colour == secondColour);
        first ??= Things.FirstOrDefault(thing => thing != second);
        second ??= Things.FirstOrDefault(thing => thing != first);
        return (first, second);
    }

    private static ThingChecks Check(SeenThing? seen, Thing expected) =>
        new(seen?.Colour == expected.Colour, seen?.Shape.Value == expected.Shape, seen?.Motion.Value == expected.Motion);
}
