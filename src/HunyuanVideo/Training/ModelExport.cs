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
    public static void Write(nn.Module module, byte[] config, string folder, string weightFile)
    {
        Directory.CreateDirectory(folder);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        SafetensorsWriter.Write(
            Path.Join(folder, weightFile),
            [.. ModuleWeights.Export(module).Select(item => KeyValuePair.Create(item.Key, item.Value.to(float16)))],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" });
        var path = Path.Join(folder, "config.json");
        File.WriteAllBytes(path + ".tmp", config);
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
