using System.Text.Json;
using HunyuanVideo.TextEncoders;

namespace HunyuanVideo.Tests.TextEncoders;

public sealed class LlamaConfigTests
{
    private const string PublishedFile = """
        {
          "_name_or_path": "llava", "architectures": ["LlamaModel"], "attention_bias": false, "attention_dropout": 0.0,
          "bos_token_id": 128000, "eos_token_id": 128001, "head_dim": 128, "hidden_act": "silu", "hidden_size": 4096,
          "initializer_range": 0.02, "intermediate_size": 14336, "max_position_embeddings": 8192, "mlp_bias": false,
          "model_type": "llama", "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 8,
          "pad_token_id": 128258, "pretraining_tp": 1, "rms_norm_eps": 1e-05, "rope_scaling": null, "rope_theta": 500000.0,
          "tie_word_embeddings": false, "torch_dtype": "float16", "transformers_version": "4.46.2", "use_cache": true,
          "vocab_size": 128320
        }
        """;

    [Fact]
    public void Published_file_gives_the_published_sizes()
    {
        var config = Read(PublishedFile);

        Assert.Equal(LlamaConfig.Published with { StatedHeadWidth = 128 }, config);
        Assert.Equal(128, LlamaConfig.Published.HeadWidth);
    }

    [Fact]
    public void Text_part_of_a_whole_model_is_found()
    {
        var config = Read($$"""{ "model_type": "llava", "vision_config": {}, "text_config": {{PublishedFile}} }""");

        Assert.Equal(4096, config.HiddenSize);
    }

    [Fact]
    public void Written_file_reads_back_equal()
    {
        Assert.Equal(Shapes.SmallLlama, Read(Shapes.SmallLlama.ToJson()));
    }

    [Fact]
    public void Unknown_key_is_named_beside_the_known_ones()
    {
        var fault = Assert.Throws<ConfigException>(() => Read(PublishedFile.Replace("hidden_act", "hiden_act", StringComparison.Ordinal)));

        Assert.Contains("hiden_act", fault.Message, StringComparison.Ordinal);
        Assert.Contains("hidden_act", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("config.json: ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"vocab_size\": 128320", "\"use_cache\": false", "vocab_size")]
    [InlineData("\"hidden_size\": 4096", "\"hidden_size\": \"wide\"", "hidden_size")]
    [InlineData("\"hidden_act\": \"silu\"", "\"hidden_act\": \"gelu\"", "'gelu'")]
    [InlineData("\"num_key_value_heads\": 8", "\"num_key_value_heads\": 5", "not a multiple of num_key_value_heads 5")]
    [InlineData("\"head_dim\": 128", "\"head_dim\": 3", "even head_dim")]
    [InlineData("\"rope_scaling\": null", "\"rope_scaling\": {\"type\": \"linear\"}", "rope_scaling")]
    public void Wrong_key_is_refused_by_name(string right, string wrong, string named)
    {
        var fault = Assert.Throws<ConfigException>(() => Read(PublishedFile.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_reported_together()
    {
        var fault = Assert.Throws<ConfigException>(() => (LlamaConfig.Published with { HiddenSize = 0, LayerCount = -1 }).Validate());

        Assert.Contains("hidden_size is 0", fault.Message, StringComparison.Ordinal);
        Assert.Contains("num_hidden_layers is -1", fault.Message, StringComparison.Ordinal);
    }

    private static LlamaConfig Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return LlamaConfig.FromJson(document.RootElement, "config.json");
    }
}
