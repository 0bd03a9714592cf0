using HunyuanVideo.Pipelines;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Training;

/// <summary>Writes a trained network into a model folder of the published layout.</summary>
internal static class ModelExport
{
    /// <summary>Name of a component's weight file, as the published folders have it.</summary>
    public const string DiffusionWeights = "diffusion_pytorch_model.safetensors";

    /// <summary>Name of a text encoder's weight file.</summary>
    public const string EncoderWeights = "model.safetensors";

    /// <summary>
    /// Writes <paramref name="config"/> and the weights, stored in float16 (which keeps three bits more than bfloat16
    /// at the same size; the weights of a toy are far from its limits).
    /// </summary>
    /// <param name="module">The network.</param>
    /// <param name="config">Its <c>config.json</c>.</param>
    /// <param name="folder">The component's folder.</param>
    /// <param name="weightFile">Name of the weight file.</param>
    /// <param name="storesFloat8">Whether the feed-forward matrices of the blocks, and what is fused with them, are stored in 8 bits instead.</param>
    public static void Write(nn.Module module, byte[] config, string folder, string weightFile, bool storesFloat8 = false)
    {
        Directory.CreateDirectory(folder);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var weights = ModuleWeights.Export(module).Select(item => KeyValuePair.Create(item.Key, item.Value.to(float16))).ToList();
        var matrices = weights.Where(item => storesFloat8 && BlockMatrices.BearFloat8(item.Key, item.Value))
            .Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        SafetensorsWriter.Write(
            Path.Join(folder, weightFile), weights, new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" }, matrices.Contains);
        var path = Path.Join(folder, "config.json");
        File.WriteAllBytes(path + ".tmp", config);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>Whether two paths name one folder.</summary>
    public static bool IsSame(string folder, string other) => Whole(folder) == Whole(other);

    /// <summary>Gives another model folder copies of the parts beside the transformer; does nothing if it is the same one.</summary>
    public static void CopyParts(string from, string to)
    {
        if (IsSame(from, to))
        {
            return;
        }

        foreach (var part in ModelLayout.BeforeTransformer.Where(part => Directory.Exists(Path.Join(from, part))))
        {
            Directory.CreateDirectory(Path.Join(to, part));
            foreach (var file in Directory.GetFiles(Path.Join(from, part)))
            {
                File.Copy(file, Path.Join(to, part, Path.GetFileName(file)), overwrite: true);
            }
        }
    }

    private static string Whole(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
