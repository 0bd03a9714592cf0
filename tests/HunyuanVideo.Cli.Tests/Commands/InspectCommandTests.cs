using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class InspectCommandTests(TinyModel model)
{
    [Fact]
    public async Task A_model_folder_is_shown_part_by_part()
    {
        var outcome = await Toy.RunAsync("inspect", model.Folder);

        Assert.Equal(0, outcome.Code);
        Assert.Equal(4, outcome.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("tensors", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_tensor_of_a_file_is_listed_as_text_or_json()
    {
        var path = Path.Join(model.Folder, "vae", "diffusion_pytorch_model.safetensors");

        var text = await Toy.RunAsync("inspect", path, "--keys");
        var json = await Toy.RunAsync("inspect", path, "--json");

        var tensors = JsonDocument.Parse(json.Output).RootElement[0].GetProperty("tensors");
        Assert.Contains("  decoder.conv_out.conv.bias  F32 [3]\n", text.Output, StringComparison.Ordinal);
        Assert.Equal("[3]", tensors.GetProperty("decoder.conv_out.conv.bias").GetProperty("shape").GetRawText());
    }

    [Fact]
    public async Task What_is_no_weights_is_refused()
    {
        var outcome = await Toy.RunAsync("inspect", Path.Join(model.Folder, "model_index.json"), Path.Join(model.Folder, "none"));

        Assert.Equal(2, outcome.Code);
        Assert.StartsWith("hyvideo: ", outcome.Error, StringComparison.Ordinal);
    }
}
