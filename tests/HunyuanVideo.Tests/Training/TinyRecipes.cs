using System.Text.Json;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Tests.Training;

/// <summary>The whole chain of recipes in a size that trains in seconds: clips of 16 × 16 pixels and 5 frames.</summary>
internal static class TinyRecipes
{
    private const string VideoTemplate = "<|start_header_id|>user<|end_header_id|>\n\nvideo: {}<|eot_id|>";
    private const string ImageTemplate = "<|start_header_id|>user<|end_header_id|>\n\nimage: {}<|eot_id|>";

    public static TokenizerRecipe Tokenizer(string model) => new()
    {
        Model = model,
        Captions = 100,
        LlamaVocabulary = 300,
        ClipVocabulary = 600,
        VideoTemplate = VideoTemplate,
        ImageTemplate = ImageTemplate,
    };

    public static LlamaRecipe Llama(string model) => new()
    {
        Model = model,
        Batch = 2,
        Optimisation = Optimisation(steps: 4),
        Config = Json("""
            { "vocab_size": 300, "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 3, "num_attention_heads": 2,
              "num_key_value_heads": 1, "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "hidden_act": "silu", "tie_word_embeddings": true }
            """),
    };

    public static ClipRecipe Clip(string model) => new()
    {
        Model = model,
        Batch = 3,
        Size = 16,
        Optimisation = Optimisation(steps: 4),
        Config = Json("""
            { "vocab_size": 600, "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2,
              "max_position_embeddings": 77, "layer_norm_eps": 1e-5, "hidden_act": "quick_gelu", "eos_token_id": 2 }
            """),
    };

    public static VaeRecipe Vae(string model) => new()
    {
        Model = model,
        Size = 16,
        Frames = 5,
        Phases = [new VaePhase(Steps: 2, Batch: 2, Crop: 16, Frames: 1), new VaePhase(Steps: 2, Batch: 1, Crop: 16, Frames: 5)],
        Optimisation = Optimisation(steps: 4),
        Config = Json("""
            { "latent_channels": 4, "block_out_channels": [4, 4, 8, 8], "layers_per_block": 1, "norm_num_groups": 2,
              "spatial_compression_ratio": 8, "temporal_compression_ratio": 4, "scaling_factor": 1.0 }
            """),
    };

    public static TransformerRecipe Transformer(string model) => new()
    {
        Model = model,
        Clips = 3,
        Size = 16,
        Frames = 5,
        CaptionDropout = 0.5,
        Sampling = new SamplingOptions { Steps = 2, CfgScale = 2 },
        Phases = [new TransformerPhase(2, Batch: 1, ImageBatch: 2, ImageShare: 1, Shift: 2), new TransformerPhase(2, 2, 2, ImageShare: 0, Shift: 3)],
        Optimisation = Optimisation(steps: 4) with { PreviewEvery = 4 },
        Config = Json("""
            { "hidden_size": 16, "heads_num": 2, "mm_double_blocks_depth": 1, "mm_single_blocks_depth": 1, "patch_size": [1, 2, 2],
              "in_channels": 4, "out_channels": 4, "mlp_width_ratio": 2, "rope_dim_list": [4, 2, 2], "text_states_dim": 16,
              "text_states_dim_2": 16, "guidance_embed": false, "qkv_bias": true, "qk_norm": true, "rope_theta": 256 }
            """),
    };

    public static DistillationRecipe Distillation(string model) => new()
    {
        Model = model,
        Output = model + "-student",
        Teacher = Path.Join(model, "transformer"),
        Clips = 3,
        Size = 16,
        Frames = 5,
        Sampling = new SamplingOptions { Steps = 2, CfgScale = 2 },
        Phases = [new TransformerPhase(4, Batch: 2, ImageBatch: 2, ImageShare: 0.5, Shift: 3, Size: 32)],
        Optimisation = Optimisation(steps: 4) with { PreviewEvery = 4 },
    };

    /// <summary>Behind the encoders of <paramref name="words"/>, from the model in <paramref name="model"/>.</summary>
    public static TextSwapRecipe TextSwap(string words, string model) => new()
    {
        Model = words,
        Earlier = model,
        Captions = 16,
        Batch = 16,
        Optimisation = Optimisation(steps: 200),
    };

    private static OptimisationOptions Optimisation(int steps) =>
        new() { Steps = steps, LearningRate = 1e-2, WarmupSteps = 1, CheckpointEvery = 2 };

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
