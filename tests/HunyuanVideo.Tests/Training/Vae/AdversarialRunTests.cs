using System.Text.Json;
using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Tests.Training.Vae;

/// <summary>A VAE trained with every loss of the paper, a discriminator that joins at the third update.</summary>
public sealed class AdversarialRunTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Theory]
    [InlineData(ComputePrecision.Full)]
    [InlineData(ComputePrecision.Bfloat16)]
    public void A_killed_run_ends_with_the_bytes_of_an_undisturbed_one(ComputePrecision precision)
    {
        var recipe = Recipe(precision);

        TrainingRun.Execute(recipe, _scratch.Join("whole"), progress: null, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingRun.Execute(recipe, _scratch.Join("stopped"), new AtStep(3, stop.Cancel), stop.Token));
        TrainingRun.Execute(recipe, _scratch.Join("stopped"), progress: null, CancellationToken.None);

        foreach (var file in new[] { "model", "optimizer", "ema" })
        {
            var path = Path.Join("checkpoints", "step-4", file + ".safetensors");
            Assert.Equal(File.ReadAllBytes(Path.Join(_scratch.Join("whole"), path)), File.ReadAllBytes(Path.Join(_scratch.Join("stopped"), path)));
        }

        Assert.Equal(Metrics("whole"), Metrics("stopped"));
    }

    [Fact]
    public void The_discriminator_joins_at_its_start()
    {
        TrainingRun.Execute(Recipe(ComputePrecision.Full), _scratch.Join("run"), progress: null, CancellationToken.None);

        Assert.Equal([false, false, true, true], Has("discriminator_loss"));
        Assert.Equal([false, false, false, true], Has("discriminator_r1"));

        IEnumerable<bool> Has(string metric) => Metrics("run").Select(line => JsonDocument.Parse(line).RootElement.TryGetProperty(metric, out _));
    }

    public void Dispose() => _scratch.Dispose();

    private VaeRecipe Recipe(ComputePrecision precision) => TinyRecipes.Vae(_scratch.Join("model")) with
    {
        Precision = precision,
        PerceptualWeight = 0.1,
        Adversarial = new AdversarialOptions { StartStep = 2, RampSteps = 1, Channels = 4, Levels = 2, R1Weight = 10, R1Every = 3 },
        Frames = 9,
        Phases = [new VaePhase(Steps: 4, Batch: 2, Crop: 16, Frames: 5, ImageShare: 0.5, ImageBatch: 3, MostStride: 2)],
    };

    private string[] Metrics(string run) => File.ReadAllLines(Path.Join(_scratch.Join(run), "metrics.jsonl"));
}
