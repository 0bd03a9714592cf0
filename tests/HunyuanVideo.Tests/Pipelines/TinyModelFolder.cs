using System.Text;
using System.Text.Json.Nodes;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Tensors;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Tokenizers;
using HunyuanVideo.Transformer;
using HunyuanVideo.Vae;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Pipelines;

/// <summary>A whole model folder in the published layout that makes 16×16 videos in milliseconds; weights by hash.</summary>
internal static class TinyModelFolder
{
    private const int TextWidth = 16;
    private const int LatentChannels = 4;
    private const string Template = "Describe the video:\n{}<|eot_id|>";

    private static readonly string[] Captions = ["a red circle moves to the right on a blue background", "a green star spins on a black background"];

    private static readonly VaeConfig Vae = new()
    {
        LatentChannels = LatentChannels,
        BlockOutChannels = [8, 8, 8, 8],
        LayersPerBlock = 1,
        NormGroupCount = 2,
        ScalingFactor = 0.5,
    };

    private static readonly TransformerConfig Transformer = TransformerConfig.Published with
    {
        InChannels = LatentChannels,
        OutChannels = LatentChannels,
        HiddenSize = 32,
        HeadCount = 2,
        DoubleBlockCount = 1,
        SingleBlockCount = 1,
        RefinerBlockCount = 1,
        RopeAxes = (4, 6, 6),
        TextWidth = TextWidth,
        PooledTextWidth = TextWidth,
    };

    private static readonly ModelDefaults Defaults = new()
    {
        NegativePrompt = "",
        Width = 16,
        Height = 16,
        Frames = 5,
        Fps = 8,
        Steps = 2,
        Shift = 3,
        Guidance = 6,
        Cfg = 1,
        HiddenStateSkipLayer = 0,
    };

    /// <summary>Writes the folder.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="spoil">May change a weight, given its key, before it is written.</param>
    public static void Write(string folder, Action<string, Tensor>? spoil = null)
    {
        var llama = BpeTrainer.Train(TokenizerKind.Llama, Captions, 300);
        var clip = BpeTrainer.Train(TokenizerKind.Clip, Captions, 560);
        llama.Write(Path.Join(folder, "tokenizer"));
        clip.Write(Path.Join(folder, "tokenizer_2"));
        WriteTemplates(Path.Join(folder, "tokenizer"));

        var textConfig = new LlamaConfig
        {
            VocabularySize = 300,
            HiddenSize = TextWidth,
            IntermediateSize = 32,
            LayerCount = 1,
            HeadCount = 2,
            KeyValueHeadCount = 1,
            NormEpsilon = 1e-5,
            RopeTheta = 10_000,
            Activation = "silu",
        };
        var pooledConfig = ClipTextConfig.Published with
        {
            VocabularySize = 560,
            HiddenSize = TextWidth,
            IntermediateSize = 32,
            LayerCount = 1,
            HeadCount = 2,
        };
        using (var text = new LlamaModel(textConfig))
        using (var pooled = new ClipTextModel(pooledConfig))
        using (var transformer = new HunyuanVideoTransformer(Transformer))
        using (var vae = new CausalVae(Vae))
        {
            WritePart(text, Path.Join(folder, "text_encoder"), "model.safetensors", Encoding.UTF8.GetBytes(textConfig.ToJson()), spoil);
            WritePart(pooled, Path.Join(folder, "text_encoder_2"), "model.safetensors", Encoding.UTF8.GetBytes(pooledConfig.ToJson()), spoil);
            WritePart(transformer, Path.Join(folder, "transformer"), "diffusion_pytorch_model.safetensors", Encoding.UTF8.GetBytes(Transformer.ToJson()), spoil);
            WritePart(vae, Path.Join(folder, "vae"), "diffusion_pytorch_model.safetensors", VaeConfigJson.Write(Vae, VaeConfigLayout.Diffusers), spoil);
        }

        var index = new JsonObject { ["_class_name"] = "HunyuanVideoPipeline", [ModelDefaults.Key] = JsonNode.Parse(Defaults.ToJson()) };
        File.WriteAllText(Path.Join(folder, "model_index.json"), index.ToJsonString());
    }

    private static void WriteTemplates(string folder)
    {
        var head = TokenizerFolder.Open(folder).Encode(Template[..Template.IndexOf('{', StringComparison.Ordinal)]).Length;
        var template = new PromptTemplate { Text = Template, CropStart = head };
        new PromptTemplates { Video = template, Image = template }.Write(Path.Join(folder, PromptTemplates.FileName));
    }

    /// <summary>Weights of unit gain from layer to layer, none at zero, so that every input reaches the pixels.</summary>
    private static void WritePart(nn.Module module, string folder, string weights, byte[] config, Action<string, Tensor>? spoil)
    {
        Directory.CreateDirectory(folder);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (key, parameter) in module.named_parameters())
        {
            var (offset, gain) = parameter.dim() > 1
                ? (0, Math.Sqrt(3.0 * parameter.shape[0] / parameter.numel()))
                : key.EndsWith(".bias", StringComparison.Ordinal) ? (0, 0.05) : (1, 0.2);
            parameter.copy_(HashTensor.Create("w." + key, parameter.shape, offset, gain, seed: 1));
            spoil?.Invoke(key, parameter);
        }

        SafetensorsWriter.Write(Path.Join(folder, weights), ModuleWeights.Export(module));
        File.WriteAllBytes(Path.Join(folder, "config.json"), config);
    }
}
