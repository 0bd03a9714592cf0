using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class TrainStatusCommandTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task A_run_is_a_line_and_an_object()
    {
        await Toy.RunAsync(TrainedModel.Train("tokenizer", _folder.Path, _folder["model"], run: ""));
        await Toy.RunAsync("train", "--recipe", TrainedModel.WriteRecipe("llama", _folder.Path, _folder["model"]), "--run", _folder["runs/llama"]);

        var text = await Toy.RunAsync("train", "status", _folder["runs"]);
        var json = await Toy.RunAsync("train", "status", _folder["runs/llama"], "--json");

        Assert.True(text.Code == 0, text.Error);
        Assert.Matches("^run    stage  state  step    rate .*\nllama  llama  done   4 of 4  [0-9.]+ (steps/s|s/step) +– .* at 4  +4, [0-9.]+ s ago\n$", text.Output);
        using var read = JsonDocument.Parse(json.Output);
        Assert.Equal("done", read.RootElement[0].GetProperty("state").GetString());
        Assert.Equal(4, read.RootElement[0].GetProperty("checkpoint_step").GetInt32());
    }

    [Fact]
    public async Task A_slip_of_the_fingers_is_answered_with_the_command_that_was_meant()
    {
        var outcome = await Toy.RunAsync("train", "stats");

        Assert.Equal((2, "hyvideo: the command 'stats' is unknown; did you mean 'status'?\n"), (outcome.Code, outcome.Error));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused()
    {
        var outcome = await Toy.RunAsync("train", "status", _folder["none"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("is no folder; name the folder of a run", outcome.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
