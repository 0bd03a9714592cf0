using System.Text.Json;

namespace HunyuanVideo.Cli.Tests.Commands;

public sealed class TrainCommandTests(TrainedModel model) : IDisposable
{
    private readonly ScratchFolder _folder = new();

    [Fact]
    public async Task A_stopped_training_keeps_its_state_and_the_same_command_ends_with_the_same_bytes()
    {
        await TrainAsync("tokenizer", "run");
        Assert.Equal(0, (await TrainAsync("llama", "whole")).Code);
        var whole = await WeightsAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var stopped = await RunAsync("llama", "stopped", stop.Token);
        var finished = await TrainAsync("llama", "stopped");

        Assert.Equal(130, stopped.Code);
        Assert.Equal($"hyvideo: stopped; {_folder["stopped"]} keeps the state, give the same command again to go on.\n", stopped.Error);
        Assert.Equal(0, finished.Code);
        Assert.EndsWith($"done: {_folder["model"]}\n", finished.Error, StringComparison.Ordinal);
        Assert.Equal(whole, await WeightsAsync());
    }

    [Fact]
    public async Task A_run_of_another_recipe_is_left_alone()
    {
        await TrainAsync("tokenizer", "run");
        await TrainAsync("llama", "run");
        var recipe = TrainedModel.WriteRecipe("llama", _folder.Path, _folder["model"]);
        await File.WriteAllTextAsync(recipe, (await File.ReadAllTextAsync(recipe, Cancellation)).Replace("\"batch\": 2", "\"batch\": 3", StringComparison.Ordinal), Cancellation);

        var outcome = await Toy.RunAsync("train", "--recipe", recipe, "--run", _folder["run"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains("holds a run of another recipe", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_is_said_at_once()
    {
        await File.WriteAllTextAsync(_folder["bad.json"], """{ "stage": "llama", "model": "m", "bach": 3 }""", Cancellation);

        var outcome = await Toy.RunAsync("train", "--recipe", _folder["bad.json"], "--threads", "0", "--device", "tpu", "--rn", "x");

        Assert.Equal(2, outcome.Code);
        Assert.Contains(outcome.Errors, fault => fault.Contains("bad.json: bach is unknown", StringComparison.Ordinal));
        Assert.Contains("hyvideo: device 'tpu' is unknown; use cpu, cuda or cuda:N.", outcome.Errors);
        Assert.Contains("hyvideo: threads 0 is not within 1…1024; choose a value in that range.", outcome.Errors);
        Assert.Contains("hyvideo: the option '--rn' is unknown; did you mean '--run'?", outcome.Errors);
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("clip")]
    [InlineData("vae")]
    [InlineData("transformer")]
    public async Task A_dry_run_tells_what_it_will_take_and_writes_nothing(string stage)
    {
        var recipe = TrainedModel.WriteRecipe(stage, _folder.Path, await model.FolderAsync());
        var before = FilesOf(await model.FolderAsync());

        var text = await Toy.RunAsync("train", "--recipe", recipe, "--run", _folder["run"], "--dry-run");
        var json = await Toy.RunAsync("train", "--recipe", recipe, "--run", _folder["run"], "--dry-run", "--json");

        Assert.True(text.Code == 0, text.Error);
        Assert.Matches("\nmemory +about .* activations .*\\(estimated\\)", text.Output);
        Assert.Contains("real updates of each kind were timed", text.Output, StringComparison.Ordinal);
        using var plan = JsonDocument.Parse(json.Output);
        Assert.True(plan.RootElement.GetProperty("parameters").GetInt64() > 1000);
        Assert.True(plan.RootElement.GetProperty("seconds").GetDouble() > 0);
        Assert.False(Directory.Exists(_folder["run"]));
        Assert.Equal(before, FilesOf(await model.FolderAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_student_without_its_teacher_names_the_recipe_that_makes_it(bool isPlanned)
    {
        foreach (var name in new[] { "7-transformer.json", "8-student.json" })
        {
            var recipe = await File.ReadAllTextAsync(Path.Join(Toy.Root, "recipes", "toy", name), Cancellation);
            await File.WriteAllTextAsync(_folder[name], recipe.Replace("runs/toy/teacher", _folder["teacher"], StringComparison.Ordinal), Cancellation);
        }

        var outcome = await Toy.RunAsync(["train", "--recipe", _folder["8-student.json"], "--run", _folder["run"], .. isPlanned ? ["--dry-run"] : Array.Empty<string>()]);

        Assert.Equal(2, outcome.Code);
        Assert.EndsWith($"its teacher {_folder["teacher/transformer"]} is not there; train {_folder["7-transformer.json"]} first.", Assert.Single(outcome.Errors), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["run"]));
    }

    [Fact]
    public async Task A_tokenizer_replaces_none_that_encoders_were_trained_with_and_keeps_no_run()
    {
        Assert.Equal(0, (await TrainAsync("tokenizer", "run")).Code);
        await TrainAsync("llama", "run");
        var vocabulary = _folder.Bytes("model/tokenizer/tokenizer.json");

        var again = await TrainAsync("tokenizer", "run");
        var run = await Toy.RunAsync("train", "--recipe", TrainedModel.WriteRecipe("tokenizer", _folder.Path, _folder["other"]), "--run", _folder["tokenizer"]);

        Assert.Equal((2, 2), (again.Code, run.Code));
        Assert.StartsWith($"hyvideo: {_folder["model/text_encoder"]}: was trained with the tokenizers beside it", Assert.Single(again.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal(vocabulary, _folder.Bytes("model/tokenizer/tokenizer.json"));
        Assert.Equal("hyvideo: --run: a tokenizer is counted in seconds and keeps no run; leave the option out.", Assert.Single(run.Errors));
        Assert.False(Directory.Exists(_folder["other"]));
    }

    [Theory]
    [InlineData("train", "--recipe", "llama", "--run", "page")]
    [InlineData("train", "report", "run", "--out", "folder")]
    public async Task A_place_of_another_kind_is_refused_at_once(params string[] line)
    {
        await File.WriteAllTextAsync(_folder["page"], "mine", Cancellation);
        Directory.CreateDirectory(_folder["folder"]);
        TrainedModel.WriteRecipe("llama", _folder.Path, _folder["model"]);
        string[] words = [.. line.Select(word => word switch { "llama" => _folder["llama.json"], "page" or "folder" or "run" => _folder[word], _ => word })];

        var outcome = await Toy.RunAsync(words);

        Assert.Equal(2, outcome.Code);
        Assert.Matches($"^hyvideo: {words[^2]} {words[^1]}: is a (file; name a folder|folder; name a file)\\.$", Assert.Single(outcome.Errors));
        Assert.Equal(["folder", "llama.json", "page"], _folder.Files);
    }

    [Fact]
    public async Task A_run_that_cannot_begin_leaves_nothing()
    {
        var outcome = await TrainAsync("transformer", "run");

        Assert.Equal(2, outcome.Code);
        Assert.False(Directory.Exists(_folder["run"]));
    }

    [Fact]
    public async Task A_report_shows_curves_pictures_and_scores()
    {
        await TrainAsync("tokenizer", "run");
        await TrainAsync("llama", "runs/llama");
        Directory.CreateDirectory(_folder["scores"]);
        await File.WriteAllTextAsync(_folder["scores/report.json"], """{ "rates": { "all": { "colour": { "count": 3, "total": 4, "share": 0.75, "low": 0.3, "high": 0.95 } } } }""", Cancellation);

        var outcome = await Toy.RunAsync("train", "report", _folder["runs"], "--out", _folder["page.html"], "--scores", _folder["scores"]);

        Assert.True(outcome.Code == 0, outcome.Error);
        Assert.Equal(_folder["page.html"] + "\n", outcome.Output);
        var page = await File.ReadAllTextAsync(_folder["page.html"], Cancellation);
        Assert.Contains("<svg class=\"curve\"", page, StringComparison.Ordinal);
        Assert.Contains("75.0 %", page, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string[] FilesOf(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<Toy.Outcome> TrainAsync(string stage, string run) => RunAsync(stage, run, Cancellation);

    private async Task<Toy.Outcome> RunAsync(string stage, string run, CancellationToken cancellationToken)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync(TrainedModel.Train(stage, _folder.Path, _folder["model"], _folder[run]), output, error, cancellationToken);
        return new Toy.Outcome(code, output.ToString(), error.ToString());
    }

    private Task<byte[]> WeightsAsync() => File.ReadAllBytesAsync(Path.Join(_folder["model"], "text_encoder", "model.safetensors"), Cancellation);
}
