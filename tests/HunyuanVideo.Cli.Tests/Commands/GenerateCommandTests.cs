using System.Text.Json;
using HunyuanVideo.Pipelines;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class GenerateCommandTests(TinyModel model) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_video_and_its_record_are_written_and_nothing_else()
    {
        var outcome = await Generate("--out", _folder["v.mp4"]);

        Assert.Equal((0, _folder["v.mp4"] + "\n"), (outcome.Code, outcome.Output));
        Assert.Equal(["v.json", "v.mp4"], _folder.Files);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        await Generate("--seed", "3", "--out", _folder["a.mp4"]);
        await Generate("--seed", "3", "--out", _folder["b.mp4"]);
        await Generate("--seed", "4", "--out", _folder["c.mp4"]);

        Assert.Equal(_folder.Bytes("a.mp4"), _folder.Bytes("b.mp4"));
        Assert.NotEqual(_folder.Bytes("a.mp4"), _folder.Bytes("c.mp4"));
    }

    [Fact]
    public async Task The_thread_count_stands_in_the_record_and_changes_no_latent_of_a_small_model()
    {
        await Generate("--threads", "1", "--keep-latents", "--out", _folder["one.mp4"]);
        await Generate("--threads", "2", "--keep-latents", "--out", _folder["two.mp4"]);

        var (one, two) = (Latents("one"), Latents("two"));
        Assert.Equal((1, 2), (one.Record.Threads, two.Record.Threads));
        Assert.Equal(one.State.Latents.data<float>().ToArray(), two.State.Latents.data<float>().ToArray());
        one.Dispose();
        two.Dispose();
    }

    [Fact]
    public async Task Videos_of_one_command_are_those_of_single_commands_with_the_next_seeds()
    {
        await Generate("--seed", "5", "--count", "2", "--out", _folder["many"] + "/");
        await Generate("--seed", "6", "--out", _folder["one.mp4"]);

        Assert.Equal(_folder.Bytes(Path.Join("many", "a-red-circle-moves-to-the-right-on-a-blue-background-seed6.mp4")), _folder.Bytes("one.mp4"));
    }

    [Fact]
    public async Task Every_line_of_a_prompt_file_is_a_prompt_and_json_names_each_video()
    {
        await File.WriteAllTextAsync(_folder["prompts.txt"], "ein „Kreis\"\n\na star\n", Cancellation);

        var outcome = await Toy.RunAsync("generate", "--prompts", _folder["prompts.txt"], "--model", model.Folder, "--json", "--out", _folder["out"]);

        var lines = outcome.Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["ein „Kreis\"", "a star"], lines.Select(line => line.GetProperty("prompt").GetString()));
        Assert.Equal([0, 1], lines.Select(line => line.GetProperty("seed").GetInt32()));
        Assert.All(lines, line => Assert.True(File.Exists(line.GetProperty("path").GetString()) && File.Exists(line.GetProperty("record").GetString())));
    }

    [Fact]
    public async Task The_same_command_into_a_folder_makes_only_what_is_missing()
    {
        await Generate("--count", "2", "--out", _folder["d"] + "/");
        var made = Directory.GetFiles(_folder["d"], "*.mp4").Order(StringComparer.Ordinal).ToList();
        var bytes = await File.ReadAllBytesAsync(made[1], Cancellation);
        File.Delete(made[1]);
        File.Delete(Path.ChangeExtension(made[1], ".json"));

        var outcome = await Generate("--count", "2", "--out", _folder["d"] + "/");

        Assert.Equal(string.Join('\n', made) + "\n", outcome.Output);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(made[1], Cancellation));
        Assert.Single(outcome.Errors, line => line.Contains("was made before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_frame_makes_a_picture()
    {
        var outcome = await Generate("--frames", "1", "--out", _folder["p.png"]);

        Assert.Equal(0, outcome.Code);
        Assert.Equal(16, Media.PngFile.Read(_folder["p.png"]).Width);
    }

    [Fact]
    public async Task Nothing_is_overwritten_without_force()
    {
        await File.WriteAllTextAsync(_folder["v.mp4"], "mine", Cancellation);

        var refused = await Generate("--out", _folder["v.mp4"]);
        var forced = await Generate("--out", _folder["v.mp4"], "--force");

        Assert.Equal((2, 0), (refused.Code, forced.Code));
        Assert.Contains("exists already", refused.Error, StringComparison.Ordinal);
        Assert.True(_folder.Bytes("v.mp4").Length > 4);
    }

    [Theory]
    [InlineData("frames 10 is not 4k + 1; use 9 or 13.", "--frames", "10")]
    [InlineData("width 50 is not a multiple of 16; use 48 or 64.", "--width", "50")]
    [InlineData("steps 0 is not within 1…1000", "--steps", "0")]
    [InlineData("shift NaN is not within", "--shift", "NaN")]
    [InlineData("the option '--stepz' is unknown; did you mean '--steps'?", "--stepz", "5")]
    [InlineData("the option '--negative-prompt' is unknown; did you mean '--negative'?", "--negative-prompt", "blue")]
    [InlineData("the option '--upscale' is unknown; hyvideo generate --help lists the options.", "--upscale=2")]
    [InlineData("--steps 'many' is no whole number; give one, for example --steps 4.", "--steps", "many")]
    [InlineData("--seed '-1' is no whole number from 0", "--seed", "-1")]
    [InlineData("--cfg has no value; give one, for example --cfg 1.5.", "--cfg")]
    [InlineData("--seed is given 2 times; keep one.", "--seed", "1", "--seed", "2")]
    [InlineData("'red circle' is too much; put a text with spaces in quotes.", "red", "circle")]
    [InlineData("--count 0 for 1 prompt", "--count", "0")]
    [InlineData("dtype 'half' is unknown", "--dtype", "half")]
    [InlineData("threads 0 is not within", "--threads", "0")]
    [InlineData("does not end in .mp4", "--out", "a.gif")]
    [InlineData("does not end in .mp4, which a video of 5 frames needs (a picture has 1); name it a.mp4.", "--out", "a.png")]
    [InlineData("--negative is read by classifier-free guidance only, which is off; add --cfg above 1, or leave it out.", "--negative", "blue", "--cfg", "1")]
    [InlineData("--guidance-rescale is read by classifier-free guidance only", "--guidance-rescale", "0.5", "--cfg", "1")]
    [InlineData("cannot be written", "--out", "/proc/none/a.mp4")]
    [InlineData("no such file", "--ffmpeg", "/none/ffmpeg")]
    [InlineData("both PROMPT and --prompts are given; keep one.", "--prompts", "prompts.txt")]
    public async Task A_wrong_option_is_one_sentence_and_exit_code_2(string reason, params string[] options)
    {
        var outcome = await Generate(options);

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.StartsWith("hyvideo: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Single(outcome.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var outcome = await Toy.RunAsync(
            "generate", "", "--frames", "10", "--width", "50", "--steps", "many", "--unknown", "--count", "0", "--threads", "0", "--model", _folder.Path, "--out", "/proc/none/a.mp4");

        Assert.Equal(2, outcome.Code);
        Assert.Equal(9, outcome.Errors.Length);
    }

    [Fact]
    public async Task Without_ffmpeg_a_video_is_refused_and_a_picture_made()
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", "");
        try
        {
            var video = await Generate("--out", _folder["v.mp4"]);
            var picture = await Generate("--frames", "1", "--out", _folder["p.png"]);

            Assert.Equal((2, 0), (video.Code, picture.Code));
            Assert.Equal("hyvideo: ffmpeg was not found on PATH; install it (Debian: apt install ffmpeg) or pass --ffmpeg PATH.", Assert.Single(video.Errors));
            Assert.Equal(["p.json", "p.png"], _folder.Files);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Theory]
    [InlineData("", "holds no prompt")]
    [InlineData("\n  \n", "holds no prompt")]
    [InlineData(null, "cannot be read")]
    public async Task A_prompt_file_must_hold_prompts(string? content, string reason)
    {
        if (content is not null)
        {
            await File.WriteAllTextAsync(_folder["prompts.txt"], content, Cancellation);
        }

        var outcome = await Toy.RunAsync("generate", "--prompts", _folder["prompts.txt"], "--model", model.Folder, "--out", _folder["out"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(reason, Assert.Single(outcome.Errors), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task A_folder_is_no_prompt_file()
    {
        var outcome = await Toy.RunAsync("generate", "--prompts", _folder.Path, "--model", model.Folder, "--out", _folder["out"]);

        Assert.Equal($"hyvideo: {_folder.Path}: is a folder; give --prompts a text file with a prompt on each line.", Assert.Single(outcome.Errors));
    }

    [Fact]
    public async Task A_prompt_may_begin_with_an_at_sign() =>
        Assert.Equal(0, (await Toy.RunAsync("generate", "@home a star", "--model", model.Folder, "--frames", "1", "--out", _folder["p.png"])).Code);

    public static TheoryData<string, int> Damages => new()
    {
        { "transformer/diffusion_pytorch_model.safetensors", 0 },      // missing
        { "transformer/diffusion_pytorch_model.safetensors", 5000 },   // cut short
        { "vae/diffusion_pytorch_model.safetensors", -1 },             // other bytes
        { "text_encoder/config.json", -1 },
        { "tokenizer/tokenizer.json", 100 },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_part_of_a_model_is_named_in_one_sentence(string part, int length)
    {
        var copy = model.CopyTo(_folder["model"]);
        var path = Path.Join(copy, part);
        var bytes = await File.ReadAllBytesAsync(path, Cancellation);
        File.Delete(path);
        if (length != 0)
        {
            await File.WriteAllBytesAsync(path, length > 0 ? bytes[..length] : [.. Enumerable.Range(0, 999).Select(i => (byte)(i * 37))], Cancellation);
        }

        var outcome = await Toy.RunAsync("generate", Toy.Prompt, "--model", copy, "--out", _folder["v.mp4"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(Path.Join(copy, part.Split('/')[0]), Assert.Single(outcome.Errors), StringComparison.Ordinal);
        Assert.Equal(["model"], _folder.Files);
    }

    [Fact]
    public async Task A_wrong_key_of_a_configuration_is_named()
    {
        var copy = model.CopyTo(_folder["model"]);
        var path = Path.Join(copy, "transformer", "config.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Cancellation)).Replace("hidden_size", "hiddensize", StringComparison.Ordinal), Cancellation);

        var outcome = await Toy.RunAsync("generate", Toy.Prompt, "--model", copy, "--out", _folder["v.mp4"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("hiddensize", Assert.Single(outcome.Errors), StringComparison.Ordinal);
        Assert.Equal(["model"], _folder.Files);
    }

    [Fact]
    public async Task Weights_that_do_not_fit_the_configuration_are_listed_file_by_file()
    {
        var copy = model.CopyTo(_folder["model"]);
        foreach (var (part, from, to) in new[] { ("transformer", "\"mm_double_blocks_depth\": 1", "\"mm_double_blocks_depth\": 2"), ("vae", "\"layers_per_block\": 1", "\"layers_per_block\": 2") })
        {
            var path = Path.Join(copy, part, "config.json");
            await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, Cancellation)).Replace(from, to, StringComparison.Ordinal), Cancellation);
        }

        var outcome = await Toy.RunAsync("generate", Toy.Prompt, "--model", copy, "--out", _folder["v.mp4"]);

        Assert.Equal((2, 2), (outcome.Code, outcome.Errors.Length));
        Assert.All(outcome.Errors, line => Assert.Contains("misses", line, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private Task<Toy.Outcome> Generate(params string[] more) => Toy.RunAsync(model.Generate(more));

    private LatentsFile Latents(string name) => LatentsFile.Open(_folder[name + LatentsFile.Ending]);
}
