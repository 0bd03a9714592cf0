using HunyuanVideo.Pipelines;
using HunyuanVideo.Training;
using TorchSharp;

namespace HunyuanVideo.Tests.Training;

public sealed class TrainingRunTests(TinyModel model) : IClassFixture<TinyModel>
{
    private const int Steps = 4;

    [Theory]
    [InlineData("llama", "text_encoder")]
    [InlineData("clip", "text_encoder_2")]
    [InlineData("vae", "vae")]
    [InlineData("transformer", "transformer")]
    public void A_stopped_and_a_killed_run_end_with_the_bytes_of_an_undisturbed_one(string stage, string part)
    {
        var recipe = model.Stages.Single(item => item.Stage == stage).Recipe;
        var folder = model.RunOf(stage + "-disturbed");
        var exported = BytesOf(Path.Join(model.Folder, part));
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => TrainingRun.Execute(recipe, folder, new AtStep(1, stop.Cancel), stop.Token));
        Assert.Throws<KilledException>(() => TrainingRun.Execute(recipe, folder, new AtStep(3, () => throw new KilledException()), CancellationToken.None));
        TrainingRun.Execute(recipe, folder, progress: null, CancellationToken.None);

        Assert.Equal(exported, BytesOf(Path.Join(model.Folder, part)));
        Assert.Equal(BytesOf(CheckpointOf(model.RunOf(stage))), BytesOf(CheckpointOf(folder)));
        Assert.Equal(File.ReadAllText(Path.Join(model.RunOf(stage), "metrics.jsonl")), File.ReadAllText(Path.Join(folder, "metrics.jsonl")));
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("clip")]
    [InlineData("vae")]
    [InlineData("transformer")]
    public void Live_tensors_stay_the_same_from_the_second_update_on(string stage)
    {
        var recipe = model.Stages.Single(item => item.Stage == stage).Recipe;
        var counts = new List<long>();

        TrainingRun.Execute(
            recipe, model.RunOf(stage + "-counted"), new AtEveryStep(() => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)), CancellationToken.None);

        Assert.Equal(Steps, counts.Count);
        Assert.Single(counts[1..].Distinct());
    }

    [Fact]
    public async Task The_exported_model_makes_a_video()
    {
        using var pipeline = TextToVideoPipeline.Open(ModelFolder.Open(model.Folder));
        var options = pipeline.Defaults with { Prompt = "a red circle moves to the left" };
        var frames = new List<VideoFrame>();

        await foreach (var frame in pipeline.GenerateAsync(options, cancellationToken: TestContext.Current.CancellationToken))
        {
            frames.Add(frame);
        }

        Assert.Equal((16, 16, 5, 2, 2.0), (options.Width, options.Height, options.Frames, options.Steps, options.CfgScale));
        Assert.Equal([0, 1, 2, 3, 4], frames.Select(frame => frame.Index));
        Assert.All(frames, frame => Assert.Equal((16, 16, 16 * 16 * 3), (frame.Width, frame.Height, frame.Rgb.Length)));
    }

    [Fact]
    public void The_transformer_shows_previews() =>
        Assert.Equal(["samples-000004.png"], Directory.GetFiles(Path.Join(model.RunOf("transformer"), "previews")).Select(Path.GetFileName));

    [Fact]
    public void A_run_does_not_go_on_under_another_recipe()
    {
        var fault = Assert.Throws<InputException>(() => TrainingRun.Execute(
            TinyRecipes.Llama(model.Folder) with { Seed = 2 }, model.RunOf("llama"), progress: null, CancellationToken.None));

        Assert.Equal($"{model.RunOf("llama")}: holds a run of another recipe; give another --run folder, or delete this one to start anew.", fault.Message);
    }

    private static string CheckpointOf(string run) => Path.Join(run, "checkpoints", $"step-{Steps}");

    private static SortedDictionary<string, string> BytesOf(string folder) => new(
        Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file))), StringComparer.Ordinal);
}
