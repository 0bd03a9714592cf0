using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Transformer;

namespace HunyuanVideo.Training.Transformer;

/// <summary>Completes a model folder: the transformer, the scheduler, and the index with the model's own defaults.</summary>
internal static class ToyModelFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static void Write(TransformerRecipe recipe, HunyuanVideoTransformer network)
    {
        ModelExport.Write(network, Encoding.UTF8.GetBytes(network.Config.ToJson()), Path.Join(recipe.Model, "transformer"), ModelExport.DiffusionWeights);
        WriteJson(Path.Join(recipe.Model, "scheduler", "scheduler_config.json"), new JsonObject
        {
            ["_class_name"] = "FlowMatchEulerDiscreteScheduler",
            ["num_train_timesteps"] = 1000,
            ["shift"] = recipe.Sampling.Shift,
        });
        WriteJson(Path.Join(recipe.Model, "model_index.json"), new JsonObject
        {
            ["_class_name"] = "HunyuanVideoPipeline",
            ["scheduler"] = new JsonArray("diffusers", "FlowMatchEulerDiscreteScheduler"),
            ["text_encoder"] = new JsonArray("transformers", "LlamaModel"),
            ["text_encoder_2"] = new JsonArray("transformers", "CLIPTextModel"),
            ["tokenizer"] = new JsonArray("transformers", "PreTrainedTokenizerFast"),
            ["tokenizer_2"] = new JsonArray("transformers", "CLIPTokenizer"),
            ["transformer"] = new JsonArray("diffusers", "HunyuanVideoTransformer3DModel"),
            ["vae"] = new JsonArray("diffusers", "AutoencoderKLHunyuanVideo"),
            ["hyvideo_defaults"] = new JsonObject
            {
                ["width"] = recipe.Size,
                ["height"] = recipe.Size,
                ["frames"] = recipe.Frames,
                ["fps"] = (int)recipe.FramesPerSecond,
                ["steps"] = recipe.Sampling.Steps,
                ["shift"] = recipe.Sampling.Shift,
                ["guidance"] = 1.0,
                ["cfg"] = recipe.Sampling.CfgScale,
                ["negative_prompt"] = "",
            },
        });
    }

    private static void WriteJson(string path, JsonObject value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".tmp", value.ToJsonString(Indented) + "\n");
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
