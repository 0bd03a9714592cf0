using System.Text;
using System.Text.Json;
using HunyuanVideo.Pipelines;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Transformer;
using HunyuanVideo.Vae;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Training;

/// <summary>Loads the components that earlier stages wrote into a model folder.</summary>
internal static class TrainedParts
{
    /// <summary>The VAE of a model folder; on the CPU when <paramref name="device"/> is null.</summary>
    public static CausalVae Vae(string model, Device? device = null)
    {
        var folder = Path.Join(model, ModelLayout.Vae);
        return Load(folder, new CausalVae(VaeConfigJson.Read(Path.Join(folder, "config.json")), device));
    }

    public static LlamaModel Llama(string model)
    {
        var folder = Path.Join(model, ModelLayout.Text);
        return Load(folder, new LlamaModel(ReadConfig(folder, LlamaConfig.FromJson)));
    }

    public static ClipTextModel Clip(string model)
    {
        var folder = Path.Join(model, ModelLayout.PooledText);
        return Load(folder, new ClipTextModel(ReadConfig(folder, ClipTextConfig.FromJson)));
    }

    private static T Load<T>(string folder, T network)
        where T : nn.Module
    {
        using var source = WeightFolder.Open(folder);
        ModuleWeights.LoadStrict(network, source);
        return network;
    }

    /// <summary>A diffusion transformer from its own folder; on the CPU when <paramref name="device"/> is null.</summary>
    public static HunyuanVideoTransformer Transformer(string folder, Device? device = null) =>
        Load(folder, new HunyuanVideoTransformer(ConfigOfTransformer(folder), device));

    /// <summary>The configuration of a diffusion transformer in its own folder.</summary>
    public static TransformerConfig ConfigOfTransformer(string folder) =>
        ReadConfig(folder, (json, name) => TransformerConfig.FromJson(Encoding.UTF8.GetBytes(json.GetRawText()), name));

    /// <summary>Gives <paramref name="network"/> the weights that its training starts from: those of <see cref="NetworkRecipe.InitialWeights"/>, or drawn ones.</summary>
    public static void Start(nn.Module network, NetworkRecipe recipe, Action<ulong> initialize)
    {
        if (recipe.InitialWeights is { } folder)
        {
            if (!Directory.Exists(folder))
            {
                throw new InputException(
                    $"initial_weights '{Path.GetFullPath(folder)}' is no folder; train what it holds first, or leave the key out to start from random weights.");
            }

            Load(folder, network);
        }
        else
        {
            initialize(recipe.Seed);
        }
    }

    private static T ReadConfig<T>(string folder, Func<JsonElement, string, T> read)
    {
        var path = Path.Join(folder, "config.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return read(document.RootElement, path);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            throw new InputException($"{Path.GetFullPath(path)}: cannot be read ({fault.Message.TrimEnd('.')}); train the earlier stages of the recipe first.", fault);
        }
    }
}
