using System.Globalization;
using System.Text;
using HunyuanVideo.Training.Runs;

namespace HunyuanVideo.Training.Reports;

/// <summary>A run: its figures, curves, pictures, scores and recipe.</summary>
internal static class RunSection
{
    private static readonly (double, double) Large = (1080, 320);
    private static readonly (double, double) Small = (344, 150);

    // What a column is called, and whether it falls or rises as a training goes well.
    private static readonly (string Column, string Title)[] Titles =
    [
        ("psnr", "PSNR of the cuts, dB"), ("loss_video", "loss of clips"), ("loss_image", "loss of pictures"), ("relative_error", "error relative to the teacher"),
        ("l1", "absolute error"), ("perceptual", "perceptual distance"), ("kl", "KL"), ("discriminator_loss", "discriminator's loss"),
        ("discriminator_real", "footage told as footage"), ("discriminator_made", "reconstructions told as such"), ("grad_norm", "gradient norm"), ("lr", "learning rate"),
    ];

    /// <summary>The section.</summary>
    public static string Write(TrainingRunFolder run, int number, TrainingReportOptions options, ref long bytesLeft)
    {
        var status = run.Status;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"run-{number}\" style=\"--c:var(--s{StageColour.Of(status.Stage)})\"><h2>{Markup.Text(status.Name)} <span class=\"stage\">{Markup.Text(status.Stage ?? "training")}</span>{StateTag.Write(status.State)}</h2>")
            .Append($"<p class=\"lead\">{Sentence(status)}</p>")
            .Append(Loss(run, options))
            .Append(PreviewSection.Write(run, options, ref bytesLeft))
            .Append(Others(run, options));
        var scores = ScoreSection.Write(ScoreFile.Below(run.Path, options), options);
        html.Append(scores.Length > 0 ? $"<h3>Scores</h3>{scores}" : "");
        if (run.RecipeText is { } recipe)
        {
            html.Append($"<details class=\"recipe\"><summary>Recipe{(status.RecipeIsBeside ? " <span class=\"note\">of the run's name, found beside its folder</span>" : "")}</summary><pre>{Markup.Text(recipe.Trim())}</pre></details>");
        }

        return html.Append("</section>").ToString();
    }

    private static string Sentence(RunStatus status)
    {
        var parts = new List<string> { status.Steps is { } steps ? $"{Markup.Count(status.Step)} of {Markup.Count(steps)} updates" : $"{Markup.Count(status.Step)} updates" };
        if (status.SecondsSpent is { } spent)
        {
            parts.Add($"in {Markup.Duration(spent)} of computing");
        }

        if (status.StepsPerSecond is { } rate)
        {
            parts.Add($"lately {Markup.Rate(rate)}");
        }

        if (status is { State: not RunState.Done, SecondsLeft: > 0 and var left })
        {
            parts.Add($"{Markup.Duration(left)} left");
        }

        if (status is { BestLoss: { } best, BestStep: { } at })
        {
            parts.Add($"lowest mean loss {Markup.Figure(best)} after {Markup.Count(at)}");
        }

        if (status.Skipped > 0)
        {
            parts.Add($"{Markup.Count(status.Skipped)} updates skipped for figures that were not finite");
        }

        return string.Join(" · ", parts);
    }

    private static string Loss(TrainingRunFolder run, TrainingReportOptions options) =>
        Curve.Of(run.Metrics.Steps, run.Metrics["loss"], options) is not { } curve
            ? "<p class=\"empty\">No two updates are made yet.</p>"
            : $"<div class=\"card wide\"><div class=\"head\"><h3>Loss</h3><span class=\"note\">line: running mean, band: single updates</span></div>{CurveChart.Draw(curve, Large, LastStep(run), PhaseMarks.Of(run.RecipeText), $"loss of {run.Status.Name}", options)}</div>";

    private static string Others(TrainingRunFolder run, TrainingReportOptions options)
    {
        var known = Titles.Where(title => run.Metrics[title.Column].Count > 0).ToList();
        var further = run.Metrics.Names.Where(name => name != "loss" && !Titles.Any(title => title.Column == name)).Select(name => (Column: name, Title: name.Replace('_', ' ')));
        var cards = known.Concat(further)
            .Select(item => (item.Title, IsRate: item.Column == "lr", Curve: Curve.Of(run.Metrics.Steps, run.Metrics[item.Column], options)))
            .Where(item => item.Curve is not null)
            .Select(item => $"<div class=\"card small\"><div class=\"head\"><h3>{Markup.Text(item.Title)}</h3><b>{Markup.Figure(item.Curve!.Smooth[^1])}</b></div>{CurveChart.Draw(item.Curve, Small, LastStep(run), [], item.Title, options, mayBeLog: !item.IsRate)}</div>");
        return $"<div class=\"grid\">{string.Concat(cards)}</div>";
    }

    private static double LastStep(TrainingRunFolder run) => Math.Max(run.Status.Steps ?? 0, run.Status.Step);
}
