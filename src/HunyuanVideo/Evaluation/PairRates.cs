namespace HunyuanVideo.Evaluation;

/// <summary>How often each attribute of clips with two things is right.</summary>
/// <param name="Colours">Both colours.</param>
/// <param name="Background">The background's colour.</param>
/// <param name="Shapes">Both shapes.</param>
/// <param name="Motions">Both motions.</param>
/// <param name="Relation">Where one is, seen from the other.</param>
/// <param name="Correct">All at once.</param>
/// <param name="ColourOfEach">The colour, thing by thing.</param>
/// <param name="ShapeOfEach">The shape, thing by thing.</param>
/// <param name="MotionOfEach">The motion, thing by thing.</param>
public sealed record PairRates(
    Proportion Colours, Proportion Background, Proportion Shapes, Proportion Motions, Proportion Relation, Proportion Correct,
    Proportion ColourOfEach, Proportion ShapeOfEach, Proportion MotionOfEach)
{
    /// <summary>Counts the checks of many clips.</summary>
    public static PairRates Of(IEnumerable<PairChecks> clips)
    {
        var checks = clips.ToArray();
        var things = checks.SelectMany(check => new[] { check.First, check.Second }).ToArray();
        return new(
            Proportion.Of(checks.Select(check => check.Colours)),
            Proportion.Of(checks.Select(check => check.Background)),
            Proportion.Of(checks.Select(check => check.Shapes)),
            Proportion.Of(checks.Select(check => check.Motions)),
            Proportion.Of(checks.Select(check => check.Relation)),
            Proportion.Of(checks.Select(check => check.All)),
            Proportion.Of(things.Select(thing => thing.Colour)),
            Proportion.Of(things.Select(thing => thing.Shape)),
            Proportion.Of(things.Select(thing => thing.Motion)));
    }
}
