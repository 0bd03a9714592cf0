using System.Globalization;
using System.Text;

namespace HunyuanVideo.Pipelines;

/// <summary>Chooses the files of several videos from what the user said, and finds every fault before work starts.</summary>
public static class OutputPlan
{
    private const int MostNameCharacters = 60;

    /// <summary>A path for each video, in order.</summary>
    /// <param name="output">A file, a folder, or null for names in the current folder.</param>
    /// <param name="videos">What is made.</param>
    /// <param name="model">Name of the model folder: in a folder, a video that this model made of the same options keeps its name.</param>
    /// <param name="overwrite">Whether existing files may be replaced.</param>
    /// <param name="faults">Receives one sentence for each fault.</param>
    public static IReadOnlyList<string> Choose(
        string? output, IReadOnlyList<GenerationOptions> videos, string model, bool overwrite, ICollection<string> faults)
    {
        ArgumentNullException.ThrowIfNull(videos);
        ArgumentNullException.ThrowIfNull(faults);
        if (output is not null && NamesFile(output))
        {
            return [ChooseFile(output, videos, overwrite, faults)];
        }

        var folder = output ?? ".";
        CheckWritable(folder, faults);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. videos.Select(video => FreeName(folder, video, model, overwrite, taken))];
    }

    /// <summary>A name of the prompt's words and the seed, for example <c>a-red-circle-seed7</c>.</summary>
    public static string NameOf(GenerationOptions video)
    {
        ArgumentNullException.ThrowIfNull(video);
        var name = new StringBuilder();
        foreach (var character in video.Prompt.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character))
            {
                name.Append(character);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }

            if (name.Length >= MostNameCharacters)
            {
                break;
            }
        }

        var words = name.ToString().Trim('-');
        return string.Create(CultureInfo.InvariantCulture, $"{(words.Length == 0 ? "video" : words)}-seed{video.Seed}");
    }

    private static bool NamesFile(string output) =>
        !Directory.Exists(output) && !Path.EndsInDirectorySeparator(output) && Path.HasExtension(output);

    private static string ChooseFile(string output, IReadOnlyList<GenerationOptions> videos, bool overwrite, ICollection<string> faults)
    {
        if (videos.Count > 1)
        {
            faults.Add($"--out {output} names one file, but {videos.Count} videos are asked for; name a folder.");
        }

        var frames = videos[0].Frames;
        var ending = VideoJob.EndingFor(frames);
        if (!Path.GetExtension(output).Equals(ending, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add($"--out {output} does not end in {ending}, which {(frames == 1 ? "a single frame needs" : $"a video of {frames} frames needs (a picture has 1)")}; name it {Path.ChangeExtension(output, ending)}.");
        }

        if (!overwrite)
        {
            foreach (var path in VideoJob.FilesInTheWay(output))
            {
                faults.Add(VideoJob.RefusalOf(path));
            }
        }

        var folder = Path.GetDirectoryName(output);
        CheckWritable(string.IsNullOrEmpty(folder) ? "." : folder, faults);
        return output;
    }

    private static string FreeName(string folder, GenerationOptions video, string model, bool overwrite, HashSet<string> taken)
    {
        var (name, ending) = (NameOf(video), VideoJob.EndingFor(video.Frames));
        for (var number = 1; ; number++)
        {
            var suffix = number == 1 ? "" : "-" + number.ToString(CultureInfo.InvariantCulture);
            var path = Path.Join(folder == "." ? "" : folder, name + suffix + ending);
            var isFree = overwrite || VideoJob.FilesInTheWay(path).Count == 0 || IsOf(VideoJob.RecordPathOf(path), video, model);
            if (isFree && taken.Add(path))
            {
                return path;
            }
        }
    }

    private static bool IsOf(string recordPath, GenerationOptions video, string model)
    {
        try
        {
            return File.Exists(recordPath)
                && GenerationRecord.Parse(File.ReadAllText(recordPath), recordPath) is var record && record.Options == video && record.Model == model;
        }
        catch (InputException)
        {
            return false;   // some other program's file: its name is taken
        }
    }

    /// <summary>Tries the nearest folder that exists; those below it are made when the first video begins.</summary>
    private static void CheckWritable(string folder, ICollection<string> faults)
    {
        var existing = new DirectoryInfo(folder);
        while (!existing.Exists && existing.Parent is { } parent)
        {
            if (File.Exists(existing.FullName))
            {
                faults.Add($"--out {folder}: {existing.FullName} is a file, not a folder; name another place.");
                return;
            }

            existing = parent;
        }

        try
        {
            var probe = Path.Join(existing.FullName, ".hyvideo-" + Guid.NewGuid().ToString("N"));
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"--out {folder}: cannot be written; name a folder you may write to.");
        }
    }
}
