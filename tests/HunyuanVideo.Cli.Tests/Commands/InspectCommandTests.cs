using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class InspectCommandTests(TrainedModel model) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task A_model_folder_is_shown_part_by_part()
    {
        var folder = await model.FolderAsync();

        var outcome = await Toy.RunAsync("inspect", folder, "--key", "img_in.proj");

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Equal(4, outcome.Output.Split("every key and shape agrees\n").Length - 1);
        Assert.Matches("transformer: [0-9]+ tensors, [0-9,]+ parameters, [0-9.]+ MiB \\([0-9]+ × F16\\)\n  metadata: format = pt\n  network: dit, a transformer as in ", outcome.Output);
        Assert.Contains("  img_in.proj.weight  F16 [16, 4, 1, 2, 2]\n", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("txt_in", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_tensors_and_differences()
    {
        var file = Path.Join(await model.FolderAsync(), "vae", "diffusion_pytorch_model.safetensors");
        File.Copy(file, _folder["alone.safetensors"]);

        var outcome = await Toy.RunAsync("inspect", _folder["alone.safetensors"], "--json");

        Assert.Equal(0, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        var item = json.RootElement[0];
        Assert.Equal("vae", item.GetProperty("network").GetString());
        Assert.Equal("F16", item.GetProperty("tensors").GetProperty("encoder.conv_in.conv.weight").GetProperty("dtype").GetString());
        Assert.NotEqual(0, item.GetProperty("missing").GetArrayLength());
        Assert.Contains(item.GetProperty("mismatched").EnumerateArray(), key => key.GetString() == "encoder.conv_in.conv.weight");
        Assert.Equal(2 * item.GetProperty("parameters").GetInt64(), item.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task A_key_that_nothing_has_is_said()
    {
        var outcome = await Toy.RunAsync("inspect", "--config", "dit", "--key", "img_in", "--key", "imgin");

        Assert.Equal(2, outcome.Code);
        Assert.Contains("  img_in.proj.weight  ", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("hyvideo: --key 'imgin' is in no key of these; --keys lists them all.", Assert.Single(outcome.Errors));
    }

    [Fact]
    public async Task A_published_network_needs_no_file()
    {
        var outcome = await Toy.RunAsync("inspect", "--config", "dit");

        Assert.Equal(
            "dit: the 13B text-to-video transformer with embedded guidance: 856 tensors, 12,821,012,544 parameters, 23.9 GiB in BF16\n", outcome.Output);
    }

    [Fact]
    public async Task Of_a_model_folder_that_does_not_fit_together_the_parts_are_shown_and_the_fault_said()
    {
        var source = await model.FolderAsync();
        Directory.CreateDirectory(_folder["vae"]);
        foreach (var file in Directory.GetFiles(Path.Join(source, "vae")))
        {
            File.Copy(file, Path.Join(_folder["vae"], Path.GetFileName(file)));
        }

        var outcome = await Toy.RunAsync("inspect", _folder.Path);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("network: vae", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("holds no model_index.json", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_is_said_at_once()
    {
        var nothing = await Toy.RunAsync("inspect");
        var wrong = await Toy.RunAsync("inspect", _folder["none"], "--config", "dti");

        Assert.Equal(["hyvideo: nothing to inspect was given; name a file or folder, or --config NAME."], nothing.Errors);
        Assert.Equal(
            [
                "hyvideo: --config 'dti' is no published network; choose among dit, dit-no-guidance, vae, llama, clip.",
                $"hyvideo: {_folder["none"]}: does not exist; check the path.",
            ],
            wrong.Errors);
        Assert.Equal((2, 2), (nothing.Code, wrong.Code));
    }

    public void Dispose() => _folder.Dispose();
}
