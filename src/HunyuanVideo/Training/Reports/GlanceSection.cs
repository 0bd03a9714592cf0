using System.Globalization;
using System.Text;
using HunyuanVideo.Training.Runs;

namespace HunyuanVideo.Training.Reports;

/// <summary>All runs in a table, each with a small curve.</summary>
internal static class GlanceSection
{
    private const double SparkWidth = 150;
    private const double SparkHeight = 30;

    /// <summary>The table.</summary>
    public static string Write(IReadOnlyList<TrainingRunFolder> runs, TrainingReportOptions options)
    {
        var html = new StringBuilder("<div class=\"scroll\"><table class=\"glance\"><thead><tr><th>run</th><th>stage</th><th>progress</th><th class=\"r\">updates</th><th class=\"r\">rate</th><th>loss</th><th class=\"r\">now</th><th class=\"r\">lowest</th></tr></thead><tbody>");
        foreach (var (run, index) in runs.Select((run, index) => (run, index)))
        {
            var status = run.Status;
            var share = status.Steps is { } steps and > 0 ? Math.Min(1, (double)status.Step / steps) : 0;
            html.Append(CultureInfo.InvariantCulture, $"<tr style=\"--c:var(--s{StageColour.Of(status.Stage)})\"><td><a href=\"#run-{index + 1}\">{Markup.Text(status.Name)}</a></td><td>{Markup.Text(status.Stage ?? "–")}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td><div class=\"bar\"><i style=\"width:{100 * share:F1}%\"></i></div>{StateTag.Write(status.State)}</td>")
                .Append($"<td class=\"r\">{Markup.Count(status.Step)}</td><td class=\"r\">{(status.StepsPerSecond is { } rate ? Markup.Rate(rate) : "–")}</td>")
                .Append($"<td>{Spark(run, options)}</td><td class=\"r\">{Markup.Figure(status.LastLoss ?? double.NaN)}</td><td class=\"r\">{Markup.Figure(status.BestLoss ?? double.NaN)}</td></tr>");
        }

        return html.Append("</tbody></table></div>").ToString();
    }

    private static string Spark(TrainingRunFolder run, TrainingReportOptions options)
    {
        if (Curve.Of(run.Metrics.Steps, run.Metrics["loss"], options with { CurvePoints = (int)SparkWidth / 2 }) is not { } curve)
        {
            return "";
        }

        var axis = CurveAxis.Over(curve.Smooth.Min(), curve.Smooth.Max(), isLog: curve.Smooth.Min() > 0);
        var last = Math.Max(run.Status.Steps ?? 0, curve.Steps[^1]);
        var points = curve.Steps.Select((step, i) => $"{Markup.At(step / last * SparkWidth)},{Markup.At(2 + ((1 - axis.Place(curve.Smooth[i])) * (SparkHeight - 4)))}");
        return $"<svg class=\"spark\" viewBox=\"0 0 {Markup.At(SparkWidth)} {Markup.At(SparkHeight)}\" aria-hidden=\"true\"><polyline class=\"line\" points=\"{string.Join(' ', points)}\"/></svg>";
    }
}
