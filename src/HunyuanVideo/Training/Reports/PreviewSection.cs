using System.Globalization;
using System.Text;
using HunyuanVideo.Training.Runs;

namespace HunyuanVideo.Training.Reports;

/// <summary>The pictures of a run over time, one at a time under a slider.</summary>
internal static class PreviewSection
{
    /// <summary>A block for each kind of pictures.</summary>
    public static string Write(TrainingRunFolder run, TrainingReportOptions options, ref long bytesLeft)
    {
        var html = new StringBuilder();
        foreach (var kind in RunPreviews.Find(run.Path).GroupBy(picture => picture.Kind, StringComparer.Ordinal))
        {
            var pictures = EmbeddedPicture.Choose([.. kind], options, ref bytesLeft);
            if (pictures.Count > 0)
            {
                html.Append(Block(kind.Key, pictures));
            }
        }

        return html.ToString();
    }

    private static string Block(string kind, IReadOnlyList<EmbeddedPicture> pictures)
    {
        var title = kind switch
        {
            "samples" => "Samples over time",
            "reconstructions" => "Originals and reconstructions over time",
            _ => char.ToUpperInvariant(kind[0]) + kind[1..] + " over time",
        };
        var html = new StringBuilder($"<div class=\"card time\"><div class=\"head\"><h3>{Markup.Text(title)}</h3><output>after {Markup.Count(pictures[^1].Step)} updates</output></div>");
        if (pictures.Count > 1)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"turn\"><button type=\"button\" aria-label=\"play\">▶</button><input type=\"range\" min=\"0\" max=\"{pictures.Count - 1}\" value=\"{pictures.Count - 1}\" aria-label=\"updates made\"></div>");
        }

        html.Append("<div class=\"stack\">");
        foreach (var (picture, index) in pictures.Select((picture, index) => (picture, index)))
        {
            html.Append(
                $"<img alt=\"{Markup.Text(title)}: after {Markup.Count(picture.Step)} updates\" data-step=\"{Markup.Count(picture.Step)}\"{(index == pictures.Count - 1 ? "" : " hidden")} src=\"{picture.Source}\">");
        }

        return html.Append("</div></div>").ToString();
    }
}
