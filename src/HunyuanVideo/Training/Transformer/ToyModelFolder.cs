using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Transformer;

namespace HunyuanVideo.Training.Transformer;

/// <summary>Completes a model folder: the transformer, the scheduler, and the index with the model's own defaults.</summary>
internal static class ToyModelFolder
{
    private const string IndexFile = "model_index.json";

    private static readonly string ScheduleFile = Path.Join("scheduler", "scheduler_config.json");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes into the recipe's output; a network with a guidance input samples in one pass by default, another with classifier-free guidance.</summary>
    public static void Write(LatentRecipe recipe, HunyuanVideoTransformer network)
    {
        var model = recipe.ResultFolder();
        ModelExport.CopyParts(recipe.Model, model);
        ModelExport.Write(network, Encoding.UTF8.GetBytes(network.Config.ToJson()), Path.Join(model, ModelLayout.Transformer), ModelExport.DiffusionWeights, recipe.StoresFloat8);
        WriteJson(Path.Join(model, ScheduleFile), new JsonObject
        {
            ["_class_name"] = "FlowMatchEulerDiscreteScheduler",
            ["num_train_timesteps"] = 1000,
            ["shift"] = recipe.Sampling.Shift,
        });
        WriteJson(Path.Join(model, IndexFile), new JsonObject
        {
            ["_class_name"] = "HunyuanVideoPipeline",
            ["scheduler"] = new JsonArray("diffusers", "FlowMatchEulerDiscreteScheduler"),
            [ModelLayout.Text] = new JsonArray("transformers", "LlamaModel"),
            [ModelLayout.PooledText] = new JsonArray("transformers", "CLIPTextModel"),
            [ModelLayout.Tokenizer] = new JsonArray("transformers", "PreTrainedTokenizerFast"),
            [ModelLayout.PooledTokenizer] = new JsonArray("transformers", "CLIPTokenizer"),
            [ModelLayout.Transformer] = new JsonArray("diffusers", "HunyuanVideoTransformer3DModel"),
            [ModelLayout.Vae] = new JsonArray("diffusers", "AutoencoderKLHunyuanVideo"),
            ["hyvideo_defaults"] = new JsonObject
            {
                ["width"] = recipe.Size,
                ["height"] = recipe.Size,
                ["frames"] = recipe.Frames,
                ["fps"] = (int)recipe.FramesPerSecond,
                ["steps"] = recipe.Sampling.Steps,
                ["shift"] = recipe.Sampling.Shift,
                ["guidance"] = network.Config.HasGuidance ? recipe.Sampling.CfgScale : 1.0,
                ["cfg"] = network.Config.HasGuidance ? 1.0 : recipe.Sampling.CfgScale,
                ["negative_prompt"] = "",
            },
        });
    }

    /// <summary>Gives a model folder the index and the schedule of another one.</summary>
    public static void CopyIndex(string from, string to)
    {
        foreach (var file in new[] { IndexFile, ScheduleFile })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(to, file))!);
            File.Copy(Path.Join(from, file), Path.Join(to, file), overwrite: true);
        }
    }

    private static void WriteJson(string path, JsonObject value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".tmp", value.ToJsonString(Indented) + "\n");
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
