using HunyuanVideo.Pipelines;
using HunyuanVideo.Tests.Weights;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Pipelines;

public sealed class KnownNetworkTests : IDisposable
{
    private static readonly ClipTextConfig Tiny = ClipTextConfig.Published with
    {
        VocabularySize = 20,
        HiddenSize = 4,
        IntermediateSize = 8,
        LayerCount = 2,
        HeadCount = 2,
        MaxPositions = 7,
    };

    private readonly ScratchFolder _folder = new();

    [Theory]
    [InlineData("dit", 856, 12_821_012_544)]
    [InlineData("dit-no-guidance", 852, 12_810_782_784)]
    [InlineData("vae", 248, 246_478_803)]
    [InlineData("llama", 290, 7_505_186_816)]
    [InlineData("clip", 196, 123_060_480)]
    public void Published_networks_have_their_published_totals(string name, int tensors, long parameters)
    {
        var found = KnownNetwork.Published.Single(network => network.Name == name).Tensors();

        Assert.Equal((tensors, parameters), (found.Count, found.Sum(tensor => tensor.Parameters)));
        Assert.Equal(2 * parameters, found.Sum(tensor => tensor.Bytes));
    }

    [Fact]
    public void Weights_fit_the_configuration_beside_them()
    {
        WriteClip([]);
        File.WriteAllText(_folder.Join("config.json"), Tiny.ToJson());

        var summary = WeightSummary.Read(_folder.Join("model.safetensors"));

        Assert.Equal("clip", summary.Network!.Name);
        Assert.True(summary.Fit!.IsClean);
        Assert.Equal("pt", summary.Metadata["format"]);
        Assert.Equal(summary.Tensors.Sum(tensor => 4 * tensor.Parameters), summary.Bytes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{ \"no\": \"configuration\" }")]
    [InlineData("no JSON")]
    public void Without_a_readable_configuration_the_nearest_published_network_is_named(string? config)
    {
        WriteClip([]);
        if (config is not null)
        {
            File.WriteAllText(_folder.Join("config.json"), config);
        }

        var summary = WeightSummary.Read(_folder.Join("model.safetensors"));

        Assert.Same(KnownNetwork.Published.Single(network => network.Name == "clip"), summary.Network);
        Assert.Contains("text_model.encoder.layers.11.mlp.fc2.bias", summary.Fit!.Missing);
        Assert.Contains(summary.Fit.Mismatched, item => item.Key == "text_model.final_layer_norm.weight");
    }

    [Fact]
    public void Missing_and_unused_keys_are_named()
    {
        WriteClip(["text_model.final_layer_norm.bias"], ("stray.weight", [2]));
        File.WriteAllText(_folder.Join("config.json"), Tiny.ToJson());

        var fit = WeightSummary.Read(_folder.Join("model.safetensors")).Fit!;

        Assert.Equal(["text_model.final_layer_norm.bias"], fit.Missing);
        Assert.Equal(["stray.weight"], fit.Unexpected);
    }

    [Fact]
    public void Weights_of_another_world_fit_no_network()
    {
        using var tensor = zeros(3);
        SafetensorsWriter.Write(_folder.Join("a.safetensors"), [KeyValuePair.Create("conv1.weight", tensor)]);
        SafetensorsWriter.Write(_folder.Join("b.safetensors"), []);

        Assert.Null(WeightSummary.Read(_folder.Join("a.safetensors")).Network);
        Assert.Null(WeightSummary.Read(_folder.Join("b.safetensors")).Network);
    }

    public void Dispose() => _folder.Dispose();

    private void WriteClip(string[] without, params (string Key, long[] Shape)[] further)
    {
        using var scope = NewDisposeScope();
        using var model = new ClipTextModel(Tiny);
        var tensors = ModuleWeights.Export(model).Where(item => !without.Contains(item.Key)).ToList();
        tensors.AddRange(further.Select(item => KeyValuePair.Create(item.Key, zeros(item.Shape))));
        SafetensorsWriter.Write(_folder.Join("model.safetensors"), tensors, new Dictionary<string, string> { ["format"] = "pt" });
    }
}
