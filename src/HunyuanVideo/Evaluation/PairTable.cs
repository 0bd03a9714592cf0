using System.Text.Json;

namespace HunyuanVideo.Evaluation;

/// <summary>How often each attribute of clips with two things is right, over all clips and by split.</summary>
/// <param name="All">All clips.</param>
/// <param name="Seen">Clips of which both combinations were shown in training.</param>
/// <param name="Unseen">Clips with a combination that training never showed.</param>
public sealed record PairTable(PairRates All, PairRates Seen, PairRates Unseen)
{
    /// <summary>Counts the judged clips.</summary>
    public static PairTable Of(IEnumerable<(PairChecks Checks, bool IsUnseen)> clips)
    {
        var judged = clips.ToArray();
        return new(
            PairRates.Of(judged.Select(clip => clip.Checks)),
            PairRates.Of(judged.Where(clip => !clip.IsUnseen).Select(clip => clip.Checks)),
            PairRates.Of(judged.Where(clip => clip.IsUnseen).Select(clip => clip.Checks)));
    }

    /// <summary>Indented JSON: splits → attributes → count, total, share, low, high.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.PairTable);

    /// <summary>Lines for a terminal: a row an attribute, a column a split.</summary>
    public override string ToString()
    {
        (string Name, Func<PairRates, Proportion> Rate)[] rows =
        [
            ("both colours", rates => rates.Colours), ("background", rates => rates.Background), ("both shapes", rates => rates.Shapes),
            ("both motions", rates => rates.Motions), ("relation", rates => rates.Relation), ("all", rates => rates.Correct),
            ("each colour", rates => rates.ColourOfEach), ("each shape", rates => rates.ShapeOfEach), ("each motion", rates => rates.MotionOfEach),
        ];
        var header = $"{"",-14}{$"all, n={All.Correct.Total}",-24}{$"seen, n={Seen.Correct.Total}",-24}unseen, n={Unseen.Correct.Total}";
        return string.Join('\n', rows.Select(row => $"{row.Name,-14}{row.Rate(All),-24}{row.Rate(Seen),-24}{row.Rate(Unseen)}").Prepend(header));
    }
}
