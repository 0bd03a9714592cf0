using System.Text.Json;
using System.Text.RegularExpressions;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Training;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Weights;
using TorchSharp;

namespace HunyuanVideo.Tests.Training;

/// <summary>A student is distilled from the tiny model's transformer.</summary>
public sealed partial class DistillationRunTests(TinyModel model) : IClassFixture<TinyModel>
{
    [Fact]
    public void A_student_at_guidance_1_starts_as_its_teacher()
    {
        var recipe = TinyRecipes.Distillation(model.Folder) with { LeastGuidance = 1, MostGuidance = 1 };

        Assert.InRange(FirstError(recipe, "student-of-1"), 0, 1e-5);
    }

    [Fact]
    public void A_student_trains_on_and_teaches_in_its_turn()
    {
        var first = TinyRecipes.Distillation(model.Folder) with { Output = model.Folder + "-first" };
        TrainingRun.Execute(first, model.RunOf("first"), progress: null, CancellationToken.None);
        var taught = Path.Join(first.Output!, "transformer");
        var refined = TinyRecipes.Transformer(model.Folder) with
        {
            Output = model.Folder + "-refined",
            InitialWeights = taught,
            Config = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Join(taught, "config.json"))),
        };
        TrainingRun.Execute(refined, model.RunOf("refined"), progress: null, CancellationToken.None);
        var second = first with { Output = model.Folder + "-second", Teacher = Path.Join(refined.Output!, "transformer"), LeastGuidance = 1, MostGuidance = 1 };

        Assert.InRange(FirstError(second, "second"), 0, 1e-5);
    }

    [Fact]
    public void A_student_at_guidance_4_has_something_to_learn()
    {
        var recipe = TinyRecipes.Distillation(model.Folder) with { LeastGuidance = 4, MostGuidance = 4, CaptionDropout = 0 };

        Assert.True(FirstError(recipe, "student-of-4") > 1e-3);
    }

    [Fact]
    public async Task A_student_samples_in_one_pass_by_default()
    {
        var recipe = TinyRecipes.Distillation(model.Folder);
        TrainingRun.Execute(recipe, model.RunOf("student"), progress: null, CancellationToken.None);

        using var pipeline = TextToVideoPipeline.Open(ModelFolder.Open(recipe.Output!));
        var options = pipeline.Defaults with { Prompt = "a red circle moves to the left" };
        var frames = 0;
        await foreach (var _ in pipeline.GenerateAsync(options, cancellationToken: TestContext.Current.CancellationToken))
        {
            frames++;
        }

        Assert.Equal(5, frames);
        Assert.Equal((2.0, 1.0), (pipeline.Defaults.Guidance, pipeline.Defaults.CfgScale));
    }

    [Fact]
    public void Feed_forward_matrices_in_8_bits_are_read_back_and_nothing_else_is_rounded()
    {
        var recipe = TinyRecipes.Distillation(model.Folder) with { Output = model.Folder + "-plain" };
        var shorter = recipe with { Output = model.Folder + "-float8", StoresFloat8 = true };
        TrainingRun.Execute(recipe, model.RunOf("plain"), progress: null, CancellationToken.None);
        TrainingRun.Execute(shorter, model.RunOf("float8"), progress: null, CancellationToken.None);

        using var plain = WeightFolder.Open(Path.Join(recipe.Output!, "transformer"));
        using var rounded = WeightFolder.Open(Path.Join(shorter.Output!, "transformer"));
        foreach (var key in plain.Keys)
        {
            using var scope = torch.NewDisposeScope();
            var (value, near) = (plain.ReadAsFloat32(key), rounded.ReadAsFloat32(key));
            var isRounded = FeedForward().IsMatch(key);
            Assert.Equal(isRounded, rounded.ElementTypeOf(key) == ElementType.Float8);
            var error = (value - near).abs().max().ToDouble();
            Assert.InRange(error, 0, isRounded ? Math.Max(1.0 / 1024, value.abs().max().ToDouble() / 16) : 0);
        }

        Assert.Contains(rounded.Keys, FeedForward().IsMatch);
    }

    [Fact]
    public void A_teacher_that_is_not_trained_yet_is_named()
    {
        var recipe = TinyRecipes.Distillation(model.Folder) with { Teacher = model.Folder + "/none" };

        var fault = Assert.Throws<InputException>(() => TrainingRun.Execute(recipe, model.RunOf("none"), progress: null, CancellationToken.None));

        Assert.Contains("/none", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("train the earlier stages of the recipe first.", fault.Message, StringComparison.Ordinal);
    }

    private double FirstError(DistillationRecipe recipe, string run)
    {
        TrainingRun.Execute(recipe, model.RunOf(run), progress: null, CancellationToken.None);
        var line = File.ReadLines(Path.Join(model.RunOf(run), "metrics.jsonl")).First();
        using var metrics = JsonDocument.Parse(line);
        return metrics.RootElement.GetProperty("relative_error").GetDouble();
    }

    [GeneratedRegex(@"blocks\..*(mlp\.fc[12]|\.linear[12])\.weight$")]
    private static partial Regex FeedForward();
}
