using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training.Runs;

namespace HunyuanVideo.Tests.Training.Runs;

public sealed class TrainingRunFolderTests(TinyModel model) : IClassFixture<TinyModel>, IDisposable
{
    private static readonly RunOptions Options = new() { LossWindow = 2 };
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public void A_finished_run_is_done_and_knows_its_recipe()
    {
        var run = TrainingRunFolder.Find(model.RunOf("vae")).Single();

        Assert.Equal(("vae", "vae", RunState.Done, 4L, 4L, 4L), (run.Status.Name, run.Status.Stage, run.Status.State, run.Status.Step, run.Status.Steps, run.Status.CheckpointStep));
        Assert.Equal(0, run.Status.SecondsLeft);
        Assert.True(run.Status.SecondsSpent > 0);
        Assert.False(run.Status.RecipeIsBeside);
        Assert.Contains("\"stage\": \"vae\"", run.RecipeText, StringComparison.Ordinal);
    }

    [Fact]
    public void All_runs_below_a_folder_are_found_by_name() =>
        Assert.Equal(["clip", "llama", "transformer", "vae"], TrainingRunFolder.Find(Path.GetDirectoryName(model.RunOf("vae"))!).Select(run => run.Status.Name));

    [Fact]
    public void Numbered_runs_stand_in_the_order_of_their_stages()
    {
        foreach (var name in new[] { "10-vae-joint", "7-transformer", "small", "9-decoder" })
        {
            Metrics(name, """{"step":1,"loss":1}""");
        }

        Assert.Equal(["7-transformer", "9-decoder", "10-vae-joint", "small"], TrainingRunFolder.Find(_scratch.Join("."), Options).Select(run => run.Status.Name));
    }

    [Fact]
    public void Losses_are_means_and_the_best_is_the_lowest_of_them()
    {
        Metrics("a", """{"step":1,"loss":9}""", """{"step":2,"loss":1}""", """{"step":3,"loss":2}""", """{"step":4,"loss":7}""");

        var status = Read("a");

        Assert.Equal((4.5, 1.5, 3L), (status.LastLoss, status.BestLoss, status.BestStep));
    }

    [Fact]
    public void Without_a_recipe_nobody_says_that_a_run_is_done()
    {
        Metrics("a", """{"step":1,"loss":9,"kl":1}""");

        var status = Read("a");

        Assert.Equal((RunState.Stopped, "vae", null, null), (status.State, status.Stage, status.Steps, status.SecondsLeft));
    }

    [Fact]
    public void A_recipe_of_the_same_name_beside_the_folder_will_do()
    {
        Metrics("run-a", """{"step":1,"loss":9}""");
        File.WriteAllText(_scratch.Join("a.json"), """{ "stage": "clip", "optimisation": { "steps": 5 } }""");

        var status = Read("run-a");

        Assert.Equal((RunState.Interrupted, "clip", 5L, true), (status.State, status.Stage, status.Steps, status.RecipeIsBeside));
    }

    [Fact]
    public void A_run_whose_metrics_are_open_is_running()
    {
        Metrics("a", """{"step":1,"loss":9}""");

        using var trainer = new FileStream(_scratch.Join("a", "metrics.jsonl"), FileMode.Open, FileAccess.Write, FileShare.Read);

        Assert.Equal(RunState.Running, Read("a").State);
    }

    [Fact]
    public void Rate_and_time_left_leave_pauses_out()
    {
        Metrics("a", [.. Enumerable.Range(1, 30).Select(step => $$"""{"step":{{step}},"loss":1}""")]);
        File.WriteAllText(_scratch.Join("a.json"), """{ "stage": "clip", "optimisation": { "steps": 50 } }""");
        File.WriteAllLines(_scratch.Join("a", "pace.jsonl"),
        [
            """{"step":0,"utc":"2026-01-01T00:00:00Z","begins":true}""",
            """{"step":10,"utc":"2026-01-01T00:00:10Z","begins":false}""",
            """{"step":10,"utc":"2026-01-02T00:00:00Z","begins":true}""",
            """{"step":30,"utc":"2026-01-02T00:00:40Z","begins":false}""",
            """{"step":3""",
        ]);

        var status = Read("a");

        Assert.Equal((0.5, 40.0, 50.0), (status.StepsPerSecond, status.SecondsLeft, status.SecondsSpent));
    }

    [Fact]
    public void Half_a_last_line_is_passed_over_and_a_broken_one_before_is_not()
    {
        Metrics("a", """{"step":1,"loss":9}""", """{"step":2,"lo""");
        Metrics("b", """{"step":1,"lo""", """{"step":2,"loss":9}""");

        Assert.Equal(1, Read("a").Step);
        Assert.Contains("line 1 is no update", Assert.Throws<InputException>(() => Read("b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skipped_update_spoils_no_mean()
    {
        Metrics("a", """{"step":1,"loss":3,"skipped":false}""", """{"step":2,"loss":1.7E+308,"skipped":true}""", """{"step":3,"loss":5,"skipped":false}""");

        var status = Read("a");

        Assert.Equal((4.0, 1), (status.LastLoss, status.Skipped));
    }

    [Fact]
    public void A_folder_without_runs_is_refused()
    {
        Directory.CreateDirectory(_scratch.Join("empty"));

        Assert.Contains("holds no run of a training", Assert.Throws<InputException>(() => TrainingRunFolder.Find(_scratch.Join("empty"))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private RunStatus Read(string name) => TrainingRunFolder.Find(_scratch.Join(name), Options).Single().Status;

    private void Metrics(string name, params string[] lines)
    {
        Directory.CreateDirectory(_scratch.Join(name));
        File.WriteAllText(_scratch.Join(name, "metrics.jsonl"), string.Join('\n', lines));
    }
}
