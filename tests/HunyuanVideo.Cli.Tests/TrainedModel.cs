using HunyuanVideo.Cli.Tests;

[assembly: AssemblyFixture(typeof(TrainedModel))]

namespace HunyuanVideo.Cli.Tests;

/// <summary>A model for clips of 16 × 16 pixels and 5 frames, trained stage by stage with the command, by whichever test asks first.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Lazy<Task> _trained;

    public TrainedModel() => _trained = new Lazy<Task>(TrainAsync);

    /// <summary>The finished model folder.</summary>
    public async Task<string> FolderAsync()
    {
        await _trained.Value;
        return _folder["model"];
    }

    /// <summary>Writes the recipe of a stage that trains into <paramref name="model"/>, and returns its path.</summary>
    public static string WriteRecipe(string stage, string folder, string model)
    {
        var path = Path.Join(folder, stage + ".json");
        var common = $$"""{ "stage": "{{stage}}", "model": "{{model.Replace("\\", "\\\\", StringComparison.Ordinal)}}",""";
        File.WriteAllText(path, common + Recipes[stage] + "}");
        return path;
    }

    /// <summary>The command that trains a stage into <paramref name="model"/>; a tokenizer keeps no run.</summary>
    public static string[] Train(string stage, string folder, string model, string run) =>
        ["train", "--recipe", WriteRecipe(stage, folder, model), .. stage == "tokenizer" ? Array.Empty<string>() : ["--run", run]];

    public void Dispose() => _folder.Dispose();

    private async Task TrainAsync()
    {
        foreach (var stage in Recipes.Keys)
        {
            var outcome = await Toy.RunAsync(Train(stage, _folder.Path, _folder["model"], _folder["runs-" + stage]));
            Assert.True(outcome.Code == 0, outcome.Error);
        }
    }

    private static readonly OrderedDictionary<string, string> Recipes = new()
    {
        ["tokenizer"] = """
            "captions": 100, "llama_vocabulary": 300, "clip_vocabulary": 600,
            "video_template": "<|start_header_id|>user<|end_header_id|>\n\nvideo: {}<|eot_id|>",
            "image_template": "<|start_header_id|>user<|end_header_id|>\n\nimage: {}<|eot_id|>"
            """,
        ["llama"] = """
            "batch": 2,
            "config": { "vocab_size": 300, "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 3, "num_attention_heads": 2,
              "num_key_value_heads": 1, "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "hidden_act": "silu", "tie_word_embeddings": true },
            "optimisation": { "steps": 4, "learning_rate": 1e-2, "warmup_steps": 1, "checkpoint_every": 2 }
            """,
        ["clip"] = """
            "batch": 2, "size": 16,
            "config": { "vocab_size": 600, "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2,
              "max_position_embeddings": 77, "layer_norm_eps": 1e-5, "hidden_act": "quick_gelu", "eos_token_id": 2 },
            "optimisation": { "steps": 2, "learning_rate": 1e-2, "warmup_steps": 1, "checkpoint_every": 2 }
            """,
        ["vae"] = """
            "size": 16, "frames": 5,
            "config": { "latent_channels": 4, "block_out_channels": [4, 4, 8, 8], "layers_per_block": 1, "norm_num_groups": 2,
              "spatial_compression_ratio": 8, "temporal_compression_ratio": 4, "scaling_factor": 1.0 },
            "phases": [ { "steps": 2, "batch": 1, "crop": 16, "frames": 5 } ],
            "optimisation": { "steps": 2, "learning_rate": 1e-2, "warmup_steps": 1, "checkpoint_every": 2 }
            """,
        ["transformer"] = """
            "clips": 2, "size": 16, "frames": 5, "sampling": { "steps": 2, "cfg_scale": 2 },
            "config": { "hidden_size": 16, "heads_num": 2, "mm_double_blocks_depth": 1, "mm_single_blocks_depth": 1, "patch_size": [1, 2, 2],
              "in_channels": 4, "out_channels": 4, "mlp_width_ratio": 2, "rope_dim_list": [4, 2, 2], "text_states_dim": 16,
              "text_states_dim_2": 16, "guidance_embed": false, "qkv_bias": true, "qk_norm": true, "rope_theta": 256 },
            "phases": [ { "steps": 2, "batch": 2, "image_batch": 2, "image_share": 0.0, "shift": 3 } ],
            "optimisation": { "steps": 2, "learning_rate": 1e-2, "warmup_steps": 1, "checkpoint_every": 2 }
            """,
    };
}
