using System.Globalization;
using System.Text.RegularExpressions;

namespace HunyuanVideo.Training.Runs;

/// <summary>Finds the pictures of a run: <c>previews/KIND-STEP.png</c>.</summary>
internal static partial class RunPreviews
{
    /// <summary>All of them, by kind and step.</summary>
    public static IReadOnlyList<RunPreview> Find(string folder)
    {
        var previews = Path.Join(folder, "previews");
        return !Directory.Exists(previews)
            ? []
            : [.. Directory.GetFiles(previews, "*.png").Select(Read).OfType<RunPreview>().OrderBy(item => item.Kind, StringComparer.Ordinal).ThenBy(item => item.Step)];
    }

    private static RunPreview? Read(string path) => Name().Match(Path.GetFileName(path)) is { Success: true } match
        ? new RunPreview(match.Groups[1].Value, long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), path)
        : null;

    [GeneratedRegex("^([a-z]+)-([0-9]{1,12})\\.png$")]
    private static partial Regex Name();
}
