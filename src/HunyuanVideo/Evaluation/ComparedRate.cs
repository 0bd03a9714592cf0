namespace HunyuanVideo.Evaluation;

/// <summary>An attribute in the videos of two models.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="First">How often it is right in the first one's.</param>
/// <param name="Second">How often in the second one's.</param>
/// <param name="Difference">Second less first, paired by prompt and seed.</param>
public sealed record ComparedRate(string Name, Proportion First, Proportion Second, PairedDifference Difference)
{
    /// <summary>Compares attribute by attribute.</summary>
    /// <param name="pairs">The checks of each prompt's two videos, in the same order of attributes.</param>
    public static IReadOnlyList<ComparedRate> Of(IReadOnlyList<(IReadOnlyList<(string Name, bool IsRight)> First, IReadOnlyList<(string Name, bool IsRight)> Second)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var names = pairs.Count == 0 ? [] : pairs[0].First.Select(check => check.Name).ToList();
        return [.. names.Select(name =>
        {
            var outcomes = pairs.Select(pair => (First: IsRight(pair.First, name), Second: IsRight(pair.Second, name))).ToList();
            return new ComparedRate(
                name, Proportion.Of(outcomes.Select(outcome => outcome.First)), Proportion.Of(outcomes.Select(outcome => outcome.Second)), PairedDifference.Of(outcomes));
        })];
    }

    private static bool IsRight(IReadOnlyList<(string Name, bool IsRight)> checks, string name) => checks.Single(check => check.Name == name).IsRight;
}
