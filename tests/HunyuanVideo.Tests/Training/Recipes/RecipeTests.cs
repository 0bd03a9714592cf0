using HunyuanVideo.Synthetic;
using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Tests.Training.Recipes;

public sealed class RecipeTests
{
    [Fact]
    public void Absent_keys_keep_their_defaults()
    {
        using var scratch = new ScratchFolder();

        var recipe = Assert.IsType<VaeRecipe>(Load(scratch, """
            { "stage": "vae", "model": "m", "config": {}, "size": 16, "frames": 5, "phases": [{ "steps": 3, "batch": 1, "crop": 16, "frames": 5 }],
              "optimisation": { "steps": 3, "learning_rate": 1e-3, "adam_w": { "beta2": 0.98 } } }
            """));

        Assert.Equal(
            new OptimisationOptions { Steps = 3, LearningRate = 1e-3, AdamW = new AdamWOptions { Beta2 = 0.98 } },
            recipe.Optimisation);
        Assert.Equal(1UL, recipe.Seed);
        Assert.Equal(1e-6, recipe.KlWeight);
        Assert.Equal([SceneLevel.Level1], recipe.Levels);
    }

    private static Recipe Load(ScratchFolder scratch, string json)
    {
        var path = Path.Join(scratch.Path, "recipe.json");
        File.WriteAllText(path, json);
        return Recipe.Load(path);
    }
}
