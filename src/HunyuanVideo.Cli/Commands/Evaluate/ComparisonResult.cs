using System.Globalization;
using HunyuanVideo.Evaluation;

namespace HunyuanVideo.Cli.Commands.Evaluate;

/// <summary>Two models side by side.</summary>
/// <param name="First">Folder of the first model or report.</param>
/// <param name="Second">Folder of the second.</param>
/// <param name="Prompts">Prompts that both have a video of.</param>
/// <param name="Attributes">Attribute by attribute.</param>
/// <param name="Speed">How fast they are; null for reports, and if no video was made now by both.</param>
/// <param name="Sheet">The contact sheet; null if no videos could be shown.</param>
internal sealed record ComparisonResult(
    string First, string Second, int Prompts, IReadOnlyList<ComparedRate> Attributes, ComparedSpeed? Speed, string? Sheet)
{
    /// <summary>Lines for a terminal.</summary>
    public override string ToString()
    {
        var rows = Attributes.Select(attribute => $"{attribute.Name,-12}{attribute.First,-24}{attribute.Second,-24}{attribute.Difference}");
        var speed = Speed is { } timed
            ? string.Create(CultureInfo.InvariantCulture, $"speed       A {timed.FirstSeconds:F2} s, B {timed.SecondSeconds:F2} s a video; A/B = {timed.Ratio:F2}, the median of {Amounts.Of(timed.Count, "prompt")} made in turn, behind one that warms up")
            : "speed       not measured: no prompt was made by both now";
        return string.Join('\n', rows.Prepend($"{"",-12}{"A",-24}{"B",-24}B − A").Prepend($"A = {First}, B = {Second}, n={Prompts}").Append(speed));
    }
}
