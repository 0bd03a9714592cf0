using System.Text.Json;

namespace HunyuanVideo.Evaluation;

/// <summary>How often each attribute is right, over all clips and by split.</summary>
/// <param name="All">All clips.</param>
/// <param name="Seen">Clips of combinations that training showed.</param>
/// <param name="Unseen">Clips of combinations that training never showed.</param>
public sealed record EvaluationTable(AttributeRates All, AttributeRates Seen, AttributeRates Unseen)
{
    /// <summary>Counts the judged clips.</summary>
    public static EvaluationTable Of(IEnumerable<(AttributeChecks Checks, bool IsUnseen)> clips)
    {
        var judged = clips.ToArray();
        return new(
            AttributeRates.Of(judged.Select(clip => clip.Checks)),
            AttributeRates.Of(judged.Where(clip => !clip.IsUnseen).Select(clip => clip.Checks)),
            AttributeRates.Of(judged.Where(clip => clip.IsUnseen).Select(clip => clip.Checks)));
    }

    /// <summary>Indented JSON: splits → attributes → count, total, share, low, high.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.EvaluationTable);

    /// <summary>Lines for a terminal: a row an attribute, a column a split.</summary>
    public override string ToString()
    {
        (string Name, Func<AttributeRates, Proportion> Rate)[] rows =
        [
            ("colour", rates => rates.Colour), ("background", rates => rates.Background), ("shape", rates => rates.Shape),
            ("motion", rates => rates.Motion), ("all", rates => rates.Correct),
        ];
        var header = $"{"",-12}{$"all, n={All.Correct.Total}",-24}{$"seen, n={Seen.Correct.Total}",-24}unseen, n={Unseen.Correct.Total}";
        return string.Join('\n', rows.Select(row => $"{row.Name,-12}{row.Rate(All),-24}{row.Rate(Seen),-24}{row.Rate(Unseen)}").Prepend(header));
    }
}
