using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Tests.Training.Recipes;

public sealed class RecipeTests
{
    private static readonly string[] TooMuch = ["-1", "1e308", "-1e308"];

    private const string Good = """
        { "stage": "vae", "model": "m", "config": {}, "size": 64, "frames": 5, "phases": [{ "steps": 3, "batch": 1, "crop": 32, "frames": 5 }],
          "optimisation": { "steps": 3, "learning_rate": 1e-3 } }
        """;

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

    [Fact]
    public void The_recipes_of_the_repository_are_good()
    {
        var files = Directory.GetFiles(Path.Join(Repository.Root, "recipes"), "*.json", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Recipe.Load(file));
    }

    [Theory]
    [InlineData("", "is no recipe (")]
    [InlineData("{", "is no recipe (")]
    [InlineData("[]", "holds no JSON object; see recipes/toy for examples.")]
    [InlineData("{}", "stage is missing or no text; give one of tokenizer, llama, clip, vae, transformer, distillation, text_swap.")]
    [InlineData("""{ "stage": 4 }""", "stage is missing or no text; give one of tokenizer, llama, clip, vae, transformer, distillation, text_swap.")]
    [InlineData("""{ "stage": "gan" }""", "stage is 'gan'; give one of tokenizer, llama, clip, vae, transformer, distillation, text_swap.")]
    public void A_file_that_is_no_recipe_is_refused(string json, string fault) => AssertRefused(json, fault);

    [Theory]
    [InlineData(""" "size": 64 """, """ "size": "64" """, "size is \"64\"; it must be a whole number.")]
    [InlineData(""" "size": 64 """, """ "size": 64.5 """, "size is 64.5; it must be a whole number.")]
    [InlineData(""" "size": 64 """, """ "size": 1e20 """, "size is 1e20; it must be a whole number.")]
    [InlineData(""" "size": 64 """, """ "size": null """, "size is null; it must be a whole number.")]
    [InlineData(""" "size": 64 """, """ "size": 64, "seed": -1 """, "seed is -1; it must be a whole number of 0 or more.")]
    [InlineData(""" "size": 64 """, """ "size": 64, "model": 3 """, "is no recipe (")]     // twice
    [InlineData(""" "size": 64 """, """ "size": 64, "trains_encoder": false """, "trains_encoder is false, but no initial_weights are named;")]
    [InlineData(""" "size": 64 """, """ "size": 64, "kl_weight": true """, "kl_weight is true; it must be a number.")]
    [InlineData(""" "size": 64 """, """ "size": 64, "kl_weight": 1e999 """, "kl_weight is 1e999; it must be a number.")]
    [InlineData(""" "size": 64 """, """ "size": 64, "levels": ["Level9"] """, "levels[0] is \"Level9\"; it must be one of Level1, Level2, Level3.")]
    [InlineData(""" "size": 64 """, """ "size": 64, "levels": [1] """, "levels[0] is 1; it must be one of Level1, Level2, Level3.")]
    [InlineData(""" "size": 64 """, """ "size": 64, "levels": "Level1" """, "levels is \"Level1\"; it must be a list.")]
    [InlineData(""" "size": 64 """, """ "siez": 64 """, "siez is unknown; the keys here are adversarial, config, frames, initial_weights, kl_weight, levels, model, optimisation, perceptual_weight, phases, precision, seed, size, squared_weight, trains_encoder.")]
    [InlineData(""" "crop": 32, """, "", "phases[0].crop is missing; add it.")]
    [InlineData(""" "crop": 32, """, """ "crop": 32, "cropp": 1, """, "phases[0].cropp is unknown; the keys here are batch, crop, frames, image_batch, image_share, mosaic, most_stride, steps.")]
    [InlineData(""" "crop": 32, """, """ "crop": 12, """, "phases[0]: the crop must be a multiple of 8 within the size")]
    [InlineData(""" "crop": 32, """, """ "crop": 32, "most_stride": 2, """, "phases[0]: the image share must be within 0 and 1")]
    [InlineData(""" "learning_rate": 1e-3 """, """ "learning_rate": [] """, "optimisation.learning_rate is []; it must be a number.")]
    [InlineData(""" "learning_rate": 1e-3 """, """ "learning_rate": 1e-3, "adam_w": 1 """, "optimisation.adam_w is 1; it must be an object.")]
    [InlineData(""" "learning_rate": 1e-3 """, """ "learning_rate": 1e-3, "adam_w": { "spares_vectors": 1 } """, "optimisation.adam_w.spares_vectors is 1; it must be true or false.")]
    [InlineData(""" "learning_rate": 1e-3 """, """ "learning_rate": 1e-3, "adam_w": { "epsilon": 0 } """, "optimisation.adam_w.epsilon 0 is not positive")]
    [InlineData(""" "learning_rate": 1e-3 """, """ "learning_rate": -1 """, "optimisation.learning_rate -1 is not positive")]
    public void A_wrong_key_or_value_is_named(string part, string replacement, string fault)
    {
        Assert.Contains(part.Trim(), Good, StringComparison.Ordinal);

        AssertRefused(Good.Replace(part.Trim(), replacement.Trim(), StringComparison.Ordinal), fault);
    }

    public static TheoryData<string> NumericRecipes => [.. Directory.GetFiles(Path.Join(Repository.Root, "recipes", "toy"), "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(NumericRecipes))]
    public void Every_number_has_bounds(string file)
    {
        var recipe = Recipe.Load(Path.Join(Repository.Root, "recipes", "toy", file));
        var full = JsonNode.Parse((recipe is VaeRecipe vae ? vae with { Adversarial = new() } : recipe).ToJson())!;
        using var scratch = new ScratchFolder();
        Load(scratch, full.ToJsonString());         // good as it is, with every default written out and every null

        var holes = from number in Numbers(full).ToList()
                    from wrong in TooMuch
                    where IsTaken(scratch, full, number, wrong)
                    select $"{number.GetPath()} = {wrong}";

        Assert.Empty(holes);
    }

    private static IEnumerable<JsonNode> Numbers(JsonNode? node) => node switch
    {
        JsonObject keys => keys.Where(key => key.Key != "config").SelectMany(key => Numbers(key.Value)),
        JsonArray items => items.SelectMany(Numbers),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => [value],
        _ => [],
    };

    private static bool IsTaken(ScratchFolder scratch, JsonNode full, JsonNode number, string wrong)
    {
        var copy = full.DeepClone();
        Numbers(copy).First(other => other.GetPath() == number.GetPath()).ReplaceWith(JsonNode.Parse(wrong));
        try
        {
            Load(scratch, copy.ToJsonString());
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    [Fact]
    public void All_faults_are_reported_together()
    {
        var message = Refusal("""{ "stage": "vae", "model": 1, "frames": 5, "phases": [{}], "more": 1 }""");

        Assert.Equal(
            ["config", "model", "more", "optimisation", "phases[0].batch", "phases[0].crop", "phases[0].frames", "phases[0].steps", "size"],
            message.Split(Environment.NewLine).Select(line => line.Split(": ")[1].Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named_with_an_example()
    {
        using var scratch = new ScratchFolder();
        var folder = Assert.Throws<InputException>(() => Recipe.Load(scratch.Path));
        var fault = Assert.Throws<InputException>(() => Recipe.Load("no/such.json"));

        Assert.Equal($"{scratch.Path}: is a folder; give a recipe file, for example recipes/toy/4-vae.json.", folder.Message);
        Assert.StartsWith("no/such.json: cannot be read (", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("; give a recipe file, for example recipes/toy/4-vae.json.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_tells_recipes_apart_and_nothing_else()
    {
        using var scratch = new ScratchFolder();
        var recipe = Load(scratch, Good);

        Assert.Equal(recipe.Hash(), Load(scratch, Good.Replace(": ", ":  ", StringComparison.Ordinal)).Hash());
        Assert.NotEqual(recipe.Hash(), Load(scratch, Good.Replace("1e-3", "1e-4", StringComparison.Ordinal)).Hash());
        Assert.NotEqual(recipe.Hash(), (recipe with { Seed = 2 }).Hash());
    }

    private static void AssertRefused(string json, string fault) => Assert.Contains("recipe.json: " + fault, Refusal(json), StringComparison.Ordinal);

    private static string Refusal(string json)
    {
        using var scratch = new ScratchFolder();
        return Assert.Throws<InputException>(() => Load(scratch, json)).Message;
    }

    private static Recipe Load(ScratchFolder scratch, string json)
    {
        var path = Path.Join(scratch.Path, "recipe.json");
        File.WriteAllText(path, json);
        return Recipe.Load(path);
    }
}
