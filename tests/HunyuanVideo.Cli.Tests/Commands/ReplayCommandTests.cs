using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class ReplayCommandTests(TinyModel model) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Theory]
    [InlineData("v.mp4", "5")]
    [InlineData("v.png", "1")]
    public async Task A_replay_is_identical(string name, string frames)
    {
        await Toy.RunAsync(model.Generate("--frames", frames, "--threads", "1", "--cfg", "2", "--out", _folder[name]));

        var outcome = await Replay(name);

        var replayed = Path.GetFileNameWithoutExtension(name) + ".replay" + Path.GetExtension(name);
        Assert.Equal((0, $"{_folder[replayed]}\nidentical, byte for byte\n"), (outcome.Code, outcome.Output));
        Assert.Equal(_folder.Bytes(name), _folder.Bytes(replayed));
    }

    [Fact]
    public async Task A_replay_with_another_model_says_what_changed_and_fails()
    {
        await Toy.RunAsync(model.Generate("--out", _folder["v.mp4"]));
        var other = model.CopyTo(_folder["tiny"]);
        var index = Path.Join(other, "model_index.json");
        await File.WriteAllTextAsync(index, await File.ReadAllTextAsync(index, TestContext.Current.CancellationToken) + "\n", TestContext.Current.CancellationToken);

        var outcome = await Toy.RunAsync("replay", _folder["v.mp4"], "--model", other, "--json");

        var result = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(1, outcome.Code);
        Assert.False(result.GetProperty("identical").GetBoolean());   // the record in the file differs
        Assert.Equal(0, result.GetProperty("largest_difference").GetInt32());
        Assert.Equal("model file model_index.json has another content than when the video was made.", Assert.Single(result.GetProperty("changed").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("none.mp4", "does not exist")]
    [InlineData("words.mp4", "is no video that ffmpeg can read")]
    [InlineData("words.png", "a picture's record lies beside it")]
    public async Task Another_file_cannot_be_replayed(string name, string reason)
    {
        await File.WriteAllTextAsync(_folder["words.mp4"], "words", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["words.png"], "words", TestContext.Current.CancellationToken);

        var outcome = await Replay(name);

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.Contains(reason, Assert.Single(outcome.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_film_of_another_program_holds_no_record()
    {
        await Toy.RunAsync("synth", "--count", "1", "--size", "16", "--frames", "2", "--out", _folder["clips"]);

        var outcome = await Replay(Path.Join("clips", "000000.mp4"));

        Assert.Equal(2, outcome.Code);
        Assert.Contains("holds no hyvideo record", Assert.Single(outcome.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Toy.Outcome> Replay(string name) => Toy.RunAsync("replay", _folder[name], "--model", model.Folder);
}
