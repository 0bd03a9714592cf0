using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Planning;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Tests.Training.Planning;

public sealed class TrainingPlannerTests(TinyModel model) : IClassFixture<TinyModel>
{
    private static readonly PlanOptions Quick = new() { ProbeSeconds = 0, CacheClips = 1, Captions = 4 };

    [Fact]
    public void Weights_gradients_moments_and_average_are_counted_by_type()
    {
        var recipe = TinyRecipes.Transformer(model.Folder);

        var full = Plan(recipe);
        var half = Plan(recipe with { Precision = ComputePrecision.Bfloat16 });
        var muon = Plan(recipe with { Optimisation = recipe.Optimisation with { Muon = new MuonOptions() } });

        double count = full.Parameters;
        Assert.Equal((4 * count, 4 * count, 8 * count, 4 * count), (full.Memory.Weights, full.Memory.Gradients, full.Memory.Optimiser, full.Memory.Average));
        Assert.Equal((6 * count, 6 * count), (half.Memory.Weights, half.Memory.Gradients));
        Assert.InRange(muon.Memory.Optimiser, 4 * count, 8 * count);
        Assert.True(half.Memory.Activations < full.Memory.Activations);
    }

    [Fact]
    public void Clips_and_pictures_are_kinds_of_their_own_and_a_student_costs_five_passes()
    {
        var transformer = Plan(TinyRecipes.Transformer(model.Folder));
        var student = Plan(TinyRecipes.Distillation(model.Folder));

        Assert.Equal(["pictures 16×16, batch 2", "clips 16×16×5, batch 2"], transformer.Phases.Select(phase => phase.Name));
        Assert.Equal([2.0, 2.0], transformer.Phases.Select(phase => phase.Steps));
        Assert.Equal(["clips 32×32×5, batch 2", "pictures 32×32, batch 2"], student.Phases.Select(phase => phase.Name));
        Assert.All(student.Phases, phase => Assert.True(phase.SecondsPerStep > 0));
        Assert.Equal((3L, 3L), (transformer.Cache!.Clips, student.Cache!.Clips));
    }

    [Fact]
    public void A_text_swap_trains_the_text_projection_alone()
    {
        var (swap, whole) = (Plan(TinyRecipes.TextSwap(model.Folder, model.Folder)), Plan(TinyRecipes.Transformer(model.Folder)));

        Assert.InRange(swap.Parameters, 1, whole.Parameters / 2);
        Assert.Equal("batch 16", Assert.Single(swap.Phases).Name);
        Assert.True(swap.Phases[0].SecondsPerStep > 0);
    }

    [Fact]
    public void Without_earlier_stages_the_plan_says_what_it_does_not_know()
    {
        var plan = Plan(TinyRecipes.Transformer(model.Folder + "-none"));

        Assert.Null(plan.Cache!.Seconds);
        Assert.Contains(plan.Notes, note => note.Contains("lacks the vae", StringComparison.Ordinal));
        Assert.Contains(plan.Notes, note => note.Contains("texts of 32 tokens are assumed", StringComparison.Ordinal));
    }

    [Fact]
    public void Weights_to_start_from_that_are_not_made_yet_are_noted()
    {
        var plan = Plan(TinyRecipes.Transformer(model.Folder) with { InitialWeights = model.Folder + "-none" });

        Assert.Contains($"initial_weights {model.Folder}-none is no folder yet: train the stage that makes it first.", plan.Notes);
    }

    [Fact]
    public void What_does_not_fit_is_not_tried()
    {
        var plan = TrainingPlanner.Plan(TinyRecipes.Llama(model.Folder), model.RunOf("none"), Quick with { MemoryShare = 0 }, progress: null, TestContext.Current.CancellationToken);

        Assert.StartsWith("by the rate of matrix products", plan.Measured, StringComparison.Ordinal);
    }

    private TrainingPlan Plan(TrainedRecipe recipe) => TrainingPlanner.Plan(recipe, model.RunOf("planned"), Quick, progress: null, TestContext.Current.CancellationToken);
}
