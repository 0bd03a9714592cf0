using System.Globalization;
using System.Text.Json;

namespace HunyuanVideo.Training.Runs;

/// <summary>Everything that the folder of a run tells, read without disturbing a process that works on it.</summary>
public sealed class TrainingRunFolder
{
    private const string RunPrefix = "run-";

    private readonly RunOptions _options;

    private TrainingRunFolder(string path, RunOptions options)
    {
        (Path, _options) = (path, options);
        Metrics = MetricsTable.Read(path, options);
        (RecipeText, RecipeIsBeside) = FindRecipe();
        Pace = RunPace.Read(path, LastStep);
        Status = ReadStatus();
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>How far the run is.</summary>
    public RunStatus Status { get; }

    /// <summary>The recipe as JSON; null if the folder has none and none of its name lies beside it.</summary>
    public string? RecipeText { get; }

    /// <summary>Whether the recipe is not the run's own copy.</summary>
    internal bool RecipeIsBeside { get; }

    internal MetricsTable Metrics { get; }

    internal RunPace Pace { get; }

    private long LastStep => Metrics.Steps.Count > 0 ? Metrics.Steps[^1] : 0;

    /// <summary>The run in <paramref name="folder"/>, or all the runs in folders below it, by name.</summary>
    /// <exception cref="InputException">There is no run, or one cannot be read.</exception>
    public static IReadOnlyList<TrainingRunFolder> Find(string folder, RunOptions? options = null)
    {
        options ??= new RunOptions();
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: is no folder; name the folder of a run, for example runs/4-vae.");
        }

        try
        {
            var paths = Below(folder, options.Depth).ToList();
            return paths.Count > 0
                ? [.. paths.Select(path => new TrainingRunFolder(path, options))]
                : throw new InputException($"{folder}: holds no run of a training (no {MetricsLog.FileName}); name the folder that was given to train --run, or one above it.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be read ({fault.Message.TrimEnd('.')}); name a folder you may read.", fault);
        }
    }

    private static IEnumerable<string> Below(string folder, int depth)
    {
        if (File.Exists(System.IO.Path.Join(folder, MetricsLog.FileName)) || File.Exists(System.IO.Path.Join(folder, RunMark.FileName)))
        {
            return [folder];
        }

        return depth == 0
            ? []
            : Directory.GetDirectories(folder).OrderBy(StageNumber).ThenBy(path => path, StringComparer.Ordinal).SelectMany(below => Below(below, depth - 1));
    }

    /// <summary>The number that a run's name begins with, as in <c>10-vae-joint</c>: stages stand in the order in which they were trained.</summary>
    private static long StageNumber(string path)
    {
        var digits = string.Concat(System.IO.Path.GetFileName(path).TakeWhile(char.IsAsciiDigit));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
    }

    private RunStatus ReadStatus()
    {
        var (stage, steps) = ReadRecipe();
        var isHeld = RunMark.IsHeld(Path);
        var rate = Pace.Rate(_options.RateSeconds);
        var checkpoint = CheckpointStore.Of(Path).LastStep;
        var means = RunningMean.Of(Metrics["loss"], _options.LossWindow);
        var best = BestOf(means);
        var metrics = System.IO.Path.Join(Path, MetricsLog.FileName);
        return new RunStatus
        {
            Name = System.IO.Path.GetFileName(System.IO.Path.GetFullPath(Path).TrimEnd(System.IO.Path.DirectorySeparatorChar)),
            Folder = Path,
            Stage = stage ?? GuessStage(),
            State = isHeld ? RunState.Running : steps is null ? RunState.Stopped : LastStep >= steps ? RunState.Done : RunState.Interrupted,
            Step = LastStep,
            Steps = steps,
            StepsPerSecond = rate,
            SecondsLeft = steps is { } end && rate is { } pace ? Math.Max(0, end - LastStep) / pace : null,
            SecondsSpent = Pace.SecondsSpent(),
            LastLoss = means.Length > 0 && double.IsFinite(means[^1]) ? means[^1] : null,
            BestLoss = best < 0 ? null : means[best],
            BestStep = best < 0 ? null : Metrics.Steps[best],
            Skipped = Metrics.Skipped,
            CheckpointStep = checkpoint?.Step,
            CheckpointTime = checkpoint?.Time,
            Updated = File.Exists(metrics) ? File.GetLastWriteTimeUtc(metrics) : null,
            RecipeIsBeside = RecipeIsBeside,
        };
    }

    // The first updates are means of fewer.
    private int BestOf(double[] means)
    {
        var best = -1;
        for (var i = Math.Min(_options.LossWindow, means.Length) - 1; i < means.Length && i >= 0; i++)
        {
            best = double.IsFinite(means[i]) && (best < 0 || means[i] < means[best]) ? i : best;
        }

        return best;
    }

    private (string? Text, bool IsBeside) FindRecipe()
    {
        var own = System.IO.Path.Join(Path, RunMark.FileName);
        if (IsRecipe(own))
        {
            return (File.ReadAllText(own), false);
        }

        var full = System.IO.Path.GetFullPath(Path).TrimEnd(System.IO.Path.DirectorySeparatorChar);
        var name = System.IO.Path.GetFileName(full);
        var names = name.StartsWith(RunPrefix, StringComparison.Ordinal) ? new[] { name, name[RunPrefix.Length..] } : [name];
        var beside = names.Select(stem => System.IO.Path.Join(System.IO.Path.GetDirectoryName(full), stem + ".json")).FirstOrDefault(IsRecipe);
        return beside is null ? (null, false) : (File.ReadAllText(beside), true);
    }

    private bool IsRecipe(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > _options.MostRecipeBytes)
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("stage", out _) && json.RootElement.TryGetProperty("optimisation", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // A recipe of another version of the program still has these two.
    private (string? Stage, long? Steps) ReadRecipe()
    {
        if (RecipeText is null)
        {
            return (null, null);
        }

        using var json = JsonDocument.Parse(RecipeText);
        var root = json.RootElement;
        var stage = root.GetProperty("stage");
        var optimisation = root.GetProperty("optimisation");
        return (
            stage.ValueKind == JsonValueKind.String ? stage.GetString() : null,
            optimisation.ValueKind == JsonValueKind.Object && optimisation.TryGetProperty("steps", out var steps) && steps.TryGetInt64(out var count) ? count : null);
    }

    private string? GuessStage() => Metrics switch
    {
        _ when Metrics["relative_error"].Count > 0 => "distillation",
        _ when Metrics["kl"].Count > 0 => "vae",
        _ when Metrics["loss_video"].Count > 0 || Metrics["loss_image"].Count > 0 => "transformer",
        _ => null,
    };
}
