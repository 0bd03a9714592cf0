namespace HunyuanVideo.Evaluation;

/// <summary>How often each attribute is right.</summary>
/// <param name="Colour">The thing's colour.</param>
/// <param name="Background">The background's colour.</param>
/// <param name="Shape">The thing's shape.</param>
/// <param name="Motion">What the thing does.</param>
/// <param name="Correct">All four at once.</param>
public sealed record AttributeRates(Proportion Colour, Proportion Background, Proportion Shape, Proportion Motion, Proportion Correct)
{
    /// <summary>Counts the checks of many clips.</summary>
    public static AttributeRates Of(IEnumerable<AttributeChecks> clips)
    {
        var checks = clips.ToArray();
        return new(
            Proportion.Of(checks.Select(check => check.Colour)),
            Proportion.Of(checks.Select(check => check.Background)),
            Proportion.Of(checks.Select(check => check.Shape)),
            Proportion.Of(checks.Select(check => check.Motion)),
            Proportion.Of(checks.Select(check => check.All)));
    }
}
