using System.Text;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Training.Runs;

/// <summary>
/// A run's own copy of its recipe, held open as long as a process works on the run: whoever reads the folder knows what
/// is trained and whether somebody does it. The system lets go of it when the process ends, however it ends.
/// </summary>
internal sealed class RunMark : IDisposable
{
    /// <summary>Name of the recipe's copy in the run's folder.</summary>
    public const string FileName = "recipe.json";

    private readonly FileStream _held;

    private RunMark(FileStream held) => _held = held;

    /// <summary>Writes the recipe, unless checkpoints of an earlier one lie there, and holds it.</summary>
    public static RunMark Put(Recipe recipe, string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Join(folder, FileName);
        if (!File.Exists(path) || CheckpointStore.Of(folder).LastStep is null)
        {
            var beside = path + ".tmp";
            File.WriteAllText(beside, recipe.ToJson() + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(beside, path, overwrite: true);
        }

        return new RunMark(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
    }

    /// <summary>Takes the recipe back where the run could not begin, with a folder that is then empty.</summary>
    public void Withdraw()
    {
        var folder = Path.GetDirectoryName(_held.Name)!;
        if (CheckpointStore.Of(folder).LastStep is not null)
        {
            return;
        }

        _held.Dispose();
        File.Delete(_held.Name);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>Whether a process holds the run: its recipe, or the metrics that a trainer keeps open.</summary>
    public static bool IsHeld(string folder) => IsOpen(Path.Join(folder, FileName)) || IsOpen(Path.Join(folder, MetricsLog.FileName));

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    // To share with nobody is refused while anybody has the file open.
    private static bool IsOpen(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var alone = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
