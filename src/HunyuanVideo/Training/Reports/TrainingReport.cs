using System.Globalization;
using System.Reflection;
using System.Text;
using HunyuanVideo.Training.Runs;

namespace HunyuanVideo.Training.Reports;

/// <summary>Runs of a training as one HTML file that needs no network and no other file.</summary>
public static class TrainingReport
{
    /// <summary>Reads the runs and writes the page beside its path, then renames it.</summary>
    /// <param name="folder">A run's folder or one with runs below it.</param>
    /// <param name="scores">Files or folders of scores, beside those in the runs.</param>
    /// <param name="path">The page; its folder must exist.</param>
    /// <param name="options">How much is shown.</param>
    /// <param name="time">Says when the report was made.</param>
    /// <exception cref="InputException">There is no run, or no scores where they were said to be.</exception>
    public static void Write(string folder, IReadOnlyList<string> scores, string path, TrainingReportOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var page = Page(folder, TrainingRunFolder.Find(folder), [.. scores.SelectMany(named => ScoreFile.Named(named, options))], options, time.GetUtcNow());
        var beside = path + ".tmp";
        File.WriteAllText(beside, page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(beside, path, overwrite: true);
    }

    private static string Page(string folder, IReadOnlyList<TrainingRunFolder> runs, IReadOnlyList<ScoreFile> scores, TrainingReportOptions options, DateTimeOffset made)
    {
        var bytesLeft = options.PictureBytes;
        var sections = new StringBuilder();
        foreach (var (run, index) in runs.Select((run, index) => (run, index)))
        {
            sections.Append(RunSection.Write(run, index + 1, options, ref bytesLeft));
        }

        if (scores.Count > 0)
        {
            sections.Append($"<section id=\"scores\"><h2>Scores</h2><p class=\"lead\">What the finished model does, judged from the pixels of its files.</p>{ScoreSection.Write(scores, options)}</section>");
        }

        var name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar));
        var links = runs.Select((run, index) => $"<a href=\"#run-{(index + 1).ToString(CultureInfo.InvariantCulture)}\">{Markup.Text(run.Status.Name)}</a>").Concat(scores.Count > 0 ? ["<a href=\"#scores\">scores</a>"] : []);
        return Resource("page.html")
            .Replace("/*STYLE*/", Resource("page.css"), StringComparison.Ordinal)
            .Replace("/*SCRIPT*/", Resource("page.js"), StringComparison.Ordinal)
            .Replace("<!--NAME-->", Markup.Text(name), StringComparison.Ordinal)
            .Replace("<!--MADE-->", made.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("<!--HEADLINE-->", Headline(runs), StringComparison.Ordinal)
            .Replace("<!--LINKS-->", string.Concat(links), StringComparison.Ordinal)
            .Replace("<!--GLANCE-->", GlanceSection.Write(runs, options), StringComparison.Ordinal)
            .Replace("<!--SECTIONS-->", sections.ToString(), StringComparison.Ordinal);
    }

    private static string Headline(IReadOnlyList<TrainingRunFolder> runs)
    {
        var updates = runs.Sum(run => run.Status.Step);
        var spent = runs.Sum(run => run.Status.SecondsSpent ?? 0);
        var states = runs.GroupBy(run => run.Status.State).OrderBy(group => group.Key).Select(group => $"{group.Count().ToString(CultureInfo.InvariantCulture)} {group.Key.ToString().ToLowerInvariant()}");
        return $"{Markup.Count(updates)} updates in {Markup.Count(runs.Count)} {(runs.Count == 1 ? "run" : "runs")}{(spent > 0 ? $", {Markup.Duration(spent)} of computing" : "")}: {string.Join(", ", states)}";
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("TrainingReport." + name) ?? throw new InvalidOperationException($"the resource TrainingReport.{name} is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
