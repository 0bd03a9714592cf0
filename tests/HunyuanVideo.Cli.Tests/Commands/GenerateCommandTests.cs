namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class GenerateCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task A_video_and_its_record_are_written_and_nothing_else()
    {
        var outcome = await Generate(Toy.Prompt, "--out", _folder["v.mp4"]);

        Assert.Equal(0, outcome.Code);
        Assert.Equal(_folder["v.mp4"] + "\n", outcome.Output);
        Assert.Equal(["v.json", "v.mp4"], _folder.Files);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        await Generate(Toy.Prompt, "--seed", "3", "--out", _folder["a.mp4"]);
        await Generate(Toy.Prompt, "--seed", "3", "--out", _folder["b.mp4"]);
        await Generate(Toy.Prompt, "--seed", "4", "--out", _folder["c.mp4"]);

        Assert.Equal(Bytes("a.mp4"), Bytes("b.mp4"));
        Assert.NotEqual(Bytes("a.mp4"), Bytes("c.mp4"));
    }

    [Fact]
    public async Task Videos_of_one_command_are_those_of_single_commands()
    {
        await Generate(Toy.Prompt, "--seed", "5", "--count", "2", "--keep-latents", "--out", _folder["many"] + "/");
        await Generate(Toy.Prompt, "--seed", "6", "--keep-latents", "--out", _folder["one.mp4"]);

        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Join(_folder["many"], "a-red-circle-moves-to-the-right-on-a-blue-background-seed6.mp4"), Cancellation),
            Bytes("one.mp4"));
    }

    [Fact]
    public async Task One_frame_makes_a_picture()
    {
        var outcome = await Toy.RunAsync("generate", Toy.Prompt, "--model", Toy.Model, "--frames", "1", "--steps", "1", "--out", _folder["p.png"]);

        Assert.Equal(0, outcome.Code);
        Assert.Equal(64, Media.PngFile.Read(_folder["p.png"]).Width);
    }

    [Fact]
    public async Task A_replay_is_identical()
    {
        await Generate(Toy.Prompt, "--out", _folder["v.mp4"]);

        var outcome = await Toy.RunAsync("replay", _folder["v.mp4"], "--model", Toy.Model);

        Assert.Equal(0, outcome.Code);
        Assert.EndsWith("identical, byte for byte\n", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(Bytes("v.mp4"), Bytes("v.replay.mp4"));
    }

    [Fact]
    public async Task Kept_latents_decode_to_the_same_video()
    {
        await Generate(Toy.Prompt, "--keep-latents", "--out", _folder["v.mp4"]);

        var outcome = await Toy.RunAsync("decode", _folder["v.latents.safetensors"], "--model", Toy.Model, "--out", _folder["w.mp4"]);

        Assert.Equal(0, outcome.Code);
        Assert.Equal(Bytes("v.mp4"), Bytes("w.mp4"));
    }

    [Fact]
    public async Task Nothing_is_overwritten_without_force()
    {
        await File.WriteAllTextAsync(_folder["v.mp4"], "mine", Cancellation);

        var refused = await Generate(Toy.Prompt, "--out", _folder["v.mp4"]);
        var forced = await Generate(Toy.Prompt, "--out", _folder["v.mp4"], "--force");

        Assert.Equal(2, refused.Code);
        Assert.Contains("exists already", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, forced.Code);
        Assert.True(Bytes("v.mp4").Length > 4);
    }

    [Theory]
    [InlineData("frames 10 is not 4k + 1; use 9 or 13.", "--frames", "10")]
    [InlineData("width 50 is not a multiple of 16; use 48 or 64.", "--width", "50")]
    [InlineData("steps 0 is not within 1…1000", "--steps", "0")]
    [InlineData("shift NaN is not within", "--shift", "NaN")]
    [InlineData("the option '--stepz' is unknown; did you mean '--steps'?", "--stepz")]
    [InlineData("--steps 'many' is no whole number", "--steps", "many")]
    [InlineData("--count 0 for 1 prompt", "--count", "0")]
    [InlineData("dtype 'half' is unknown", "--dtype", "half")]
    [InlineData("does not end in .mp4", "--out", "a.gif")]
    [InlineData("cannot be written", "--out", "/proc/none/a.mp4")]
    [InlineData("no such file", "--ffmpeg", "/none/ffmpeg")]
    [InlineData("holds no model_index.json", "--model", "/none")]
    public async Task A_wrong_option_is_one_sentence_and_exit_code_2(string reason, params string[] options)
    {
        var outcome = await Toy.RunAsync(["generate", Toy.Prompt, .. options]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(outcome.Errors, line => line.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var outcome = await Toy.RunAsync("generate", "", "--frames", "10", "--width", "50", "--steps", "many", "--unknown", "--count", "0");

        Assert.Equal(2, outcome.Code);
        Assert.Equal(6, outcome.Errors.Length);
    }

    [Theory]
    [InlineData("", "holds no prompt")]
    [InlineData(null, "cannot be read")]
    public async Task A_prompt_file_must_hold_prompts(string? content, string reason)
    {
        if (content is not null)
        {
            await File.WriteAllTextAsync(_folder["prompts.txt"], content, Cancellation);
        }

        var outcome = await Toy.RunAsync("generate", "--prompts", _folder["prompts.txt"], "--model", Toy.Model, "--out", _folder["out"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Theory]
    [InlineData("transformer/diffusion_pytorch_model.safetensors", 0, "holds no safetensors file")]
    [InlineData("transformer/diffusion_pytorch_model.safetensors", 5000, "")]
    [InlineData("vae/diffusion_pytorch_model.safetensors", -1, "")]
    [InlineData("text_encoder/config.json", -1, "no JSON")]
    public async Task Damaged_parts_of_a_model_are_named(string part, int length, string reason)
    {
        var model = _folder.CopyToy();
        var path = Path.Join(model, part);
        var bytes = await File.ReadAllBytesAsync(path, Cancellation);
        if (length == 0)
        {
            File.Delete(path);
        }
        else
        {
            await File.WriteAllBytesAsync(path, length > 0 ? bytes[..length] : [.. Enumerable.Range(0, 999).Select(i => (byte)(i * 37))], Cancellation);
        }

        var outcome = await Toy.RunAsync("generate", Toy.Prompt, "--model", model, "--out", _folder["v.mp4"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(Path.Join(model, part.Split('/')[0]), outcome.Error, StringComparison.Ordinal);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Errors);
        Assert.Equal(["model"], _folder.Files);
    }

    [Fact]
    public async Task A_wrong_key_of_a_configuration_is_named()
    {
        var model = _folder.CopyToy();
        var path = Path.Join(model, "transformer", "config.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Cancellation)).Replace("hidden_size", "hiddensize", StringComparison.Ordinal), Cancellation);

        var outcome = await Toy.RunAsync("generate", Toy.Prompt, "--model", model, "--out", _folder["v.mp4"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("hiddensize", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["model"], _folder.Files);
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<Toy.Outcome> Generate(params string[] arguments) => Toy.RunAsync(["generate", .. arguments, .. Toy.Short]);

    private byte[] Bytes(string name) => File.ReadAllBytes(_folder[name]);
}
