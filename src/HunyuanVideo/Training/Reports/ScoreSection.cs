using System.Globalization;
using System.Text;

namespace HunyuanVideo.Training.Reports;

/// <summary>Scores as dots with their intervals.</summary>
internal static class ScoreSection
{
    private const double Width = 620;
    private const double Left = 120;
    private const double Right = 74;
    private const double RowHeight = 30;
    private const double Top = 8;
    private const double DotOffset = 5;

    /// <summary>A card for each file of scores.</summary>
    public static string Write(IEnumerable<ScoreFile> files, TrainingReportOptions options)
    {
        var html = new StringBuilder();
        foreach (var file in files)
        {
            html.Append($"<div class=\"card scores\"><h3>{Markup.Text(file.Title)}</h3>");
            if (file.Rates.Count > 0)
            {
                html.Append(Rates(file));
            }

            if (file.Fidelity.Count > 0)
            {
                html.Append(Fidelity(file));
            }

            if (file.Sheet is { } sheet && EmbeddedPicture.Read(sheet, options) is { } source)
            {
                html.Append($"<details><summary>The videos that were judged</summary><img class=\"sheet\" alt=\"contact sheet of {Markup.Text(file.Title)}\" src=\"{source}\"></details>");
            }

            html.Append("</div>");
        }

        return html.ToString();
    }

    private static string Rates(ScoreFile file)
    {
        var all = file.Rates.Where(rate => rate.Split == "all").ToList();
        var unseen = file.Rates.Where(rate => rate.Split == "unseen").ToDictionary(rate => rate.Attribute, StringComparer.Ordinal);
        var height = Top + (all.Count * RowHeight) + 22;
        var svg = new StringBuilder($"<svg class=\"rates\" viewBox=\"0 0 {Markup.At(Width)} {Markup.At(height)}\" role=\"img\" aria-label=\"shares of videos that are right\">");
        for (var percent = 0; percent <= 100; percent += 25)
        {
            var x = Markup.At(X(percent / 100.0));
            svg.Append($"<line class=\"grid\" x1=\"{x}\" x2=\"{x}\" y1=\"{Markup.At(Top)}\" y2=\"{Markup.At(height - 20)}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{x}\" y=\"{Markup.At(height - 5)}\" text-anchor=\"middle\">{percent} %</text>");
        }

        foreach (var (rate, row) in all.Select((rate, row) => (rate, row)))
        {
            var y = Top + ((row + 0.5) * RowHeight);
            svg.Append($"<text class=\"name\" x=\"0\" y=\"{Markup.At(y)}\" dy=\".35em\">{Markup.Text(rate.Attribute.Replace('_', ' '))}</text>")
                .Append(Dot("seen", rate.Share, rate.Low, rate.High, y - DotOffset))
                .Append(unseen.TryGetValue(rate.Attribute, out var held) && held.Total > 0 ? Dot("unseen", held.Share, held.Low, held.High, y + DotOffset) : "")
                .Append(CultureInfo.InvariantCulture, $"<text class=\"value\" x=\"{Markup.At(Width)}\" y=\"{Markup.At(y)}\" dy=\".35em\" text-anchor=\"end\">{100 * rate.Share:F1} %</text>");
        }

        var (total, held2) = (Videos(all), Videos(unseen.Values));
        return $"<p class=\"key\"><span class=\"seen\"></span>all {Markup.Count(total)} videos <span class=\"unseen\"></span>the {Markup.Count(held2)} of combinations held out of training; lines are 95 % intervals</p>" + svg.Append("</svg>");
    }

    // Two things of a video are counted each in some attributes.
    private static int Videos(IEnumerable<(string Split, string Attribute, double Share, double Low, double High, int Total)> rates) =>
        rates.Select(rate => rate.Total).DefaultIfEmpty().Min();

    private static string Dot(string kind, double share, double low, double high, double y) =>
        $"<line class=\"range {kind}\" x1=\"{Markup.At(X(low))}\" x2=\"{Markup.At(X(high))}\" y1=\"{Markup.At(y)}\" y2=\"{Markup.At(y)}\"/><circle class=\"dot {kind}\" cx=\"{Markup.At(X(share))}\" cy=\"{Markup.At(y)}\" r=\"4\"/>";

    private static double X(double share) => Left + (share * (Width - Left - Right));

    private static string Fidelity(ScoreFile file) =>
        "<table><thead><tr><th>level</th><th>clips</th><th>PSNR</th><th>SSIM</th></tr></thead><tbody>"
        + string.Concat(file.Fidelity.Select(level => string.Create(
            CultureInfo.InvariantCulture, $"<tr><td>{level.Level}</td><td>{level.Clips}</td><td>{level.Psnr:F2} dB</td><td>{level.Ssim:F4}</td></tr>")))
        + "</tbody></table>";
}
