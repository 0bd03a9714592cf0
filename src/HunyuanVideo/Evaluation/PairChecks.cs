namespace HunyuanVideo.Evaluation;

/// <summary>Which attributes of a clip with two things are right.</summary>
/// <param name="First">The first thing that was asked for.</param>
/// <param name="Second">The second.</param>
/// <param name="Background">The background's colour.</param>
/// <param name="Relation">Where the first is at the start, seen from the second.</param>
public sealed record PairChecks(ThingChecks First, ThingChecks Second, bool Background, bool Relation)
{
    /// <summary>True if both colours are right.</summary>
    public bool Colours => First.Colour && Second.Colour;

    /// <summary>True if both shapes are right.</summary>
    public bool Shapes => First.Shape && Second.Shape;

    /// <summary>True if both motions are right.</summary>
    public bool Motions => First.Motion && Second.Motion;

    /// <summary>True if everything is right.</summary>
    public bool All => Colours && Shapes && Motions && Background && Relation;

    /// <summary>The checks by name, all together last.</summary>
    public IReadOnlyList<(string Name, bool IsRight)> Named =>
        [("colours", Colours), ("background", Background), ("shapes", Shapes), ("motions", Motions), ("relation", Relation), ("all", All)];
}
