namespace HunyuanVideo.Evaluation;

/// <summary>Which attributes of a clip are right.</summary>
/// <param name="Shape">The thing's shape.</param>
/// <param name="Colour">The thing's colour.</param>
/// <param name="Motion">What the thing does.</param>
/// <param name="Background">The background's colour.</param>
public sealed record AttributeChecks(bool Shape, bool Colour, bool Motion, bool Background)
{
    /// <summary>True if every attribute is right.</summary>
    public bool All => Shape && Colour && Motion && Background;

    /// <summary>The checks by name, all together last.</summary>
    public IReadOnlyList<(string Name, bool IsRight)> Named =>
        [("colour", Colour), ("background", Background), ("shape", Shape), ("motion", Motion), ("all", All)];
}
