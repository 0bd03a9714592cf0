namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class DecodeCommandTests(TinyModel model) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task Kept_latents_decode_to_the_same_video_and_stay()
    {
        await Toy.RunAsync(model.Generate("--keep-latents", "--threads", "1", "--out", _folder["v.mp4"]));

        var outcome = await Decode("--out", _folder["w.mp4"]);

        Assert.Equal((0, _folder["w.mp4"] + "\n"), (outcome.Code, outcome.Output));
        Assert.Equal(_folder.Bytes("v.mp4"), _folder.Bytes("w.mp4"));
        Assert.Equal(_folder.Bytes("v.json"), _folder.Bytes("w.json"));
        Assert.Equal(["v.json", "v.latents.safetensors", "v.mp4", "w.json", "w.mp4"], _folder.Files);
    }

    [Fact]
    public async Task Other_settings_than_those_of_the_record_are_noticed()
    {
        await Toy.RunAsync(model.Generate("--keep-latents", "--threads", "2", "--out", _folder["v.mp4"]));

        var outcome = await Decode("--threads", "1", "--json", "--out", _folder["w.mp4"]);

        Assert.Equal(0, outcome.Code);
        Assert.Contains("thread count was 2, now it is 1.", Assert.Single(outcome.Errors), StringComparison.Ordinal);
        Assert.Contains("\"path\":", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var outcome = await Toy.RunAsync("decode", _folder["none.latents.safetensors"], "--model", _folder.Path, "--threads", "0", "--forse");

        Assert.Equal((2, 4), (outcome.Code, outcome.Errors.Length));
    }

    [Fact]
    public async Task A_decode_needs_a_file() => Assert.Equal(
        "hyvideo: hyvideo decode needs FILE: a .latents.safetensors file that generate left.", Assert.Single((await Toy.RunAsync("decode", "--model", model.Folder)).Errors));

    [Fact]
    public async Task Another_file_is_no_latents()
    {
        var outcome = await Toy.RunAsync("decode", Path.Join(model.Folder, "vae", "diffusion_pytorch_model.safetensors"), "--model", model.Folder, "--out", _folder["v.mp4"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("holds no latents of hyvideo", Assert.Single(outcome.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Toy.Outcome> Decode(params string[] more) => Toy.RunAsync(["decode", _folder["v.latents.safetensors"], "--model", model.Folder, .. more]);
}
