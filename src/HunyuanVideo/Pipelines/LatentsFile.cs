using System.Globalization;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// Latents of one video on disk, finished or on their way, with the record of what they become: a safetensors file
/// with the tensor <c>latents</c> and the metadata <c>hyvideo.record</c> and <c>hyvideo.steps_done</c>.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="State">The latents on the CPU, owned by this object.</param>
/// <param name="Record">What they become.</param>
public sealed record LatentsFile(string Path, UnfinishedLatents State, GenerationRecord Record) : IDisposable
{
    /// <summary>Ending of the file's name.</summary>
    public const string Ending = ".latents.safetensors";

    private const string TensorKey = "latents";
    private const string RecordKey = "hyvideo.record";
    private const string StepsKey = "hyvideo.steps_done";

    /// <summary>Whether all steps are done.</summary>
    public bool IsFinished => State.StepsDone == Record.Options.Steps;

    /// <summary>Writes latents, whole or not at all; the tensor stays the caller's.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static void Write(string path, Tensor latents, int stepsDone, GenerationRecord record)
    {
        ArgumentNullException.ThrowIfNull(latents);
        ArgumentNullException.ThrowIfNull(record);
        SafetensorsWriter.Write(
            path,
            [new KeyValuePair<string, Tensor>(TensorKey, latents)],
            new Dictionary<string, string>
            {
                [RecordKey] = record.ToJson(),
                [StepsKey] = stepsDone.ToString(CultureInfo.InvariantCulture),
            });
    }

    /// <summary>Reads and checks a file that <see cref="Write"/> made; the caller owns the result.</summary>
    /// <exception cref="InputException">Missing, damaged, or no latents of hyvideo.</exception>
    public static LatentsFile Open(string path)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue(RecordKey, out var json) || !file.Metadata.TryGetValue(StepsKey, out var steps) || file.Find(TensorKey) is null)
        {
            throw new InputException($"{path}: holds no latents of hyvideo; give a {Ending} file that generate left.");
        }

        var record = GenerationRecord.Parse(json, path);
        if (!int.TryParse(steps, NumberStyles.None, CultureInfo.InvariantCulture, out var done) || done > record.Options.Steps)
        {
            throw new InputException($"{path}: says it has {steps} of {record.Options.Steps} steps; the file is damaged.");
        }

        var shape = file.ShapeOf(TensorKey);
        if (shape.Count != 5 || shape[0] != 1 || file.ElementTypeOf(TensorKey).TensorType != ScalarType.Float32)
        {
            throw new InputException($"{path}: its latents are [{string.Join(", ", shape)}], not float32 [1, C, T, H, W]; the file is damaged.");
        }

        using var mapped = file.Map(TensorKey);
        return new LatentsFile(path, new UnfinishedLatents(mapped.clone().DetachFromDisposeScope(), done), record);
    }

    /// <inheritdoc/>
    public void Dispose() => State.Latents.Dispose();
}
