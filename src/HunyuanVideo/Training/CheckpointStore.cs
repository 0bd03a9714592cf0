using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Training;

/// <summary>
/// Checkpoints of one run: <c>step-N/</c> folders that exist whole or not at all. A folder is written beside, its
/// files are hashed into <c>COMPLETE</c>, then it is renamed; whatever a kill leaves behind is ignored.
/// Source: spec training §10.3.
/// </summary>
/// <param name="folder">The run's folder of checkpoints; made on the first save.</param>
/// <param name="kept">How many of the newest stay.</param>
public sealed class CheckpointStore(string folder, int kept = 2)
{
    private const string Seal = "COMPLETE";
    private const string StateFile = "state.json";

    /// <summary>The checkpoints of the run in <paramref name="runFolder"/>.</summary>
    public static CheckpointStore Of(string runFolder) => new(Path.Join(runFolder, "checkpoints"));

    /// <summary>Writes a checkpoint of named groups of tensors and a state text, then drops the oldest ones.</summary>
    public void Save(long step, string state, IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, Tensor>>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var target = FolderOf(step);
        var beside = target + ".tmp";
        if (Directory.Exists(beside))
        {
            Directory.Delete(beside, recursive: true);
        }

        Directory.CreateDirectory(beside);
        foreach (var (name, tensors) in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            SafetensorsWriter.Write(Path.Join(beside, name + ".safetensors"), tensors);
        }

        WriteThrough(Path.Join(beside, StateFile), state);
        WriteThrough(Path.Join(beside, Seal), Digest(beside));
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(beside, target);
        foreach (var old in Steps().SkipLast(kept))
        {
            Directory.Delete(FolderOf(old), recursive: true);
        }
    }

    /// <summary>The newest checkpoint that is whole, or null when there is none.</summary>
    public Checkpoint? Newest()
    {
        foreach (var step in Steps().Reverse())
        {
            var path = FolderOf(step);
            var (seal, state) = (Path.Join(path, Seal), Path.Join(path, StateFile));
            if (File.Exists(seal) && File.Exists(state) && File.ReadAllText(seal) == Digest(path))
            {
                return new Checkpoint(step, path, File.ReadAllText(state));
            }
        }

        return null;
    }

    /// <summary>Step and time of the newest sealed checkpoint, without reading it through; null when there is none.</summary>
    internal (long Step, DateTimeOffset Time)? LastStep => Steps().Reverse()
        .Select(step => (Step: step, Seal: Path.Join(FolderOf(step), Seal)))
        .Where(item => File.Exists(item.Seal))
        .Select(item => ((long, DateTimeOffset)?)(item.Step, File.GetLastWriteTimeUtc(item.Seal)))
        .FirstOrDefault();

    private IEnumerable<long> Steps() => !Directory.Exists(folder)
        ? []
        : Directory.GetDirectories(folder, "step-*")
            .Select(path => long.TryParse(Path.GetFileName(path)["step-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1)
            .Where(step => step >= 0)
            .Order();

    private string FolderOf(long step) => Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $"step-{step}"));

    private static string Digest(string path)
    {
        var lines = new StringBuilder();
        foreach (var file in Directory.GetFiles(path).Where(file => Path.GetFileName(file) != Seal).Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            lines.Append(Convert.ToHexStringLower(SHA256.HashData(stream))).Append("  ").AppendLine(Path.GetFileName(file));
        }

        return lines.ToString();
    }

    private static void WriteThrough(string path, string text)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
