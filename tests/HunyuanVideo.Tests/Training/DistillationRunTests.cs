using System.Text.Json;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Training;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Tests.Training;

/// <summary>A student is distilled from the tiny model's transformer.</summary>
public sealed class DistillationRunTests(TinyModel model) : IClassFixture<TinyModel>
{
    [Fact]
    public void A_student_at_guidance_1_starts_as_its_teacher()
    {
        var recipe = TinyRecipes.Distillation(model.Folder) with { LeastGuidance = 1, MostGuidance = 1 };

        Assert.InRange(FirstError(recipe, "student-of-1"), 0, 1e-5);
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

    private double FirstError(DistillationRecipe recipe, string run)
    {
        TrainingRun.Execute(recipe, model.RunOf(run), progress: null, CancellationToken.None);
        var line = File.ReadLines(Path.Join(model.RunOf(run), "metrics.jsonl")).First();
        using var metrics = JsonDocument.Parse(line);
        return metrics.RootElement.GetProperty("relative_error").GetDouble();
    }
}
