using System.Text.Json;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Training;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Transformer;
using HunyuanVideo.Weights;
using TorchSharp;

namespace HunyuanVideo.Tests.Training;

/// <summary>The tiny model's transformer is put behind other text encoders.</summary>
public sealed class TextSwapRunTests(TinyModel model) : IClassFixture<TinyModel>
{
    [Fact]
    public void The_same_encoders_leave_the_text_as_it_was()
    {
        var recipe = TinyRecipes.TextSwap(Copy("same"), model.Folder);
        recipe = recipe with { Optimisation = recipe.Optimisation with { Steps = 1 } };

        // what is left is the ridge of the least squares
        Assert.InRange(Losses(recipe, "same")[0], 0, 1e-6);
    }

    [Fact]
    public void Behind_other_encoders_the_projection_learns_and_nothing_else_moves()
    {
        var words = model.Folder + "-words";
        var llama = TinyRecipes.Llama(model.Folder) with { Output = words, Seed = 77 };
        TrainingRun.Execute(llama, model.RunOf("words"), progress: null, CancellationToken.None);
        TrainingRun.Execute(TinyRecipes.Clip(words) with { Seed = 77 }, model.RunOf("words-clip"), progress: null, CancellationToken.None);
        var recipe = TinyRecipes.TextSwap(words, model.Folder);

        var losses = Losses(recipe, "swap");

        Assert.True(losses[^1] < 0.9 * losses[0], $"the loss went from {losses[0]} to {losses[^1]}");
        Assert.Equal(ModelFolder.Open(model.Folder).Defaults, ModelFolder.Open(words).Defaults);
        using var before = WeightFolder.Open(Path.Join(model.Folder, "transformer"));
        using var after = WeightFolder.Open(Path.Join(words, "transformer"));
        var moved = before.Keys.Where(key => !Same(before, after, key)).ToList();
        Assert.Contains("txt_in.input_embedder.weight", moved);
        Assert.Contains("vector_in.in_layer.weight", moved);        // by the least squares alone: nothing trains it
        Assert.All(moved, key => Assert.True(key.StartsWith("txt_in.", StringComparison.Ordinal) || key.StartsWith("vector_in.in_layer.", StringComparison.Ordinal), key));
    }

    [Fact]
    public void The_folder_of_the_earlier_encoders_is_no_folder_of_others()
    {
        var faults = TinyRecipes.TextSwap(model.Folder, model.Folder + "/../model/").Faults();

        Assert.Equal($"earlier and model are both {model.Folder}; model is the folder with the other text encoders, llama's output for example.", Assert.Single(faults));
    }

    [Fact]
    public void A_swap_that_is_stopped_and_killed_ends_with_the_bytes_of_an_undisturbed_one_which_leaks_no_tensor()
    {
        TextSwapRecipe Of(string name)
        {
            var recipe = TinyRecipes.TextSwap(Copy(name), model.Folder);
            return recipe with { Optimisation = recipe.Optimisation with { Steps = 6 } };
        }

        using var stop = new CancellationTokenSource();
        var counts = new List<long>();
        var counted = new AtEveryStep(() => counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        TrainingRun.Execute(Of("whole"), model.RunOf("swap-whole"), counted, CancellationToken.None);
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingRun.Execute(Of("cut"), model.RunOf("swap-cut"), new AtStep(1, stop.Cancel), stop.Token));
        Assert.Throws<KilledException>(() => TrainingRun.Execute(Of("cut"), model.RunOf("swap-cut"), new AtStep(4, () => throw new KilledException()), CancellationToken.None));
        TrainingRun.Execute(Of("cut"), model.RunOf("swap-cut"), progress: null, CancellationToken.None);

        Assert.Equal(Weights("whole"), Weights("cut"));
        Assert.Equal(6, counts.Count);
        Assert.Single(counts[1..].Distinct());
    }

    [Fact]
    public void The_language_model_goes_into_its_output_beside_copies_of_the_other_parts()
    {
        var words = model.Folder + "-output";
        var earlier = File.ReadAllBytes(Path.Join(model.Folder, "text_encoder", "model.safetensors"));

        TrainingRun.Execute(TinyRecipes.Llama(model.Folder) with { Output = words, Seed = 78 }, model.RunOf("output"), progress: null, CancellationToken.None);

        Assert.Equal(earlier, File.ReadAllBytes(Path.Join(model.Folder, "text_encoder", "model.safetensors")));
        Assert.NotEqual(earlier, File.ReadAllBytes(Path.Join(words, "text_encoder", "model.safetensors")));
        foreach (var part in new[] { "vae/config.json", "text_encoder_2/model.safetensors", "tokenizer/tokenizer.json", "tokenizer_2/vocab.json" })
        {
            Assert.Equal(File.ReadAllBytes(Path.Join(model.Folder, part)), File.ReadAllBytes(Path.Join(words, part)));
        }
    }

    [Fact]
    public void A_layer_behind_the_map_says_of_the_new_what_it_said_of_the_earlier()
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(5);
        var x = torch.randn(200, 6, dtype: torch.float64, generator: generator);
        var y = x.mm(torch.randn(6, 4, dtype: torch.float64, generator: generator)) + 3;
        var layer = torch.nn.Linear(4, 5);
        var wanted = layer.forward(y.to(torch.float32));

        var map = AffineMap.Fit(x, y);
        var (weight, bias) = map.Ahead(layer.weight!, layer.bias!);
        var found = torch.nn.functional.linear(x, weight, bias);

        Assert.InRange((found - wanted).abs().max().ToDouble(), 0, 1e-4);
    }

    [Fact]
    public void Encoders_of_other_tokenizers_are_refused()
    {
        var other = model.Folder + "-other";
        TrainingRun.Execute(TinyRecipes.Tokenizer(other) with { LlamaVocabulary = 280, Captions = 60 }, model.RunOf("other-tokenizer"), progress: null, CancellationToken.None);
        foreach (var part in new[] { "text_encoder", "text_encoder_2" })
        {
            Directory.CreateDirectory(Path.Join(other, part));
            foreach (var file in Directory.GetFiles(Path.Join(model.Folder, part)))
            {
                File.Copy(file, Path.Join(other, part, Path.GetFileName(file)));
            }
        }

        var fault = Assert.Throws<InputException>(() => Losses(TinyRecipes.TextSwap(other, model.Folder), "other"));

        Assert.Equal($"the text encoders of {other} and of {model.Folder} differ in tokens or widths; give encoders of the same tokenizers and sizes.", fault.Message);
    }

    private byte[] Weights(string name) => File.ReadAllBytes(Path.Join($"{model.Folder}-{name}", "transformer", "diffusion_pytorch_model.safetensors"));

    private string Copy(string name)
    {
        var folder = $"{model.Folder}-{name}";
        ModelExport.CopyParts(model.Folder, folder);
        return folder;
    }

    private List<double> Losses(TextSwapRecipe recipe, string run)
    {
        TrainingRun.Execute(recipe, model.RunOf(run), progress: null, CancellationToken.None);
        return [.. File.ReadLines(Path.Join(model.RunOf(run), "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("loss").GetDouble())];
    }

    private static bool Same(IWeightSource first, IWeightSource second, string key)
    {
        using var scope = torch.NewDisposeScope();
        return first.ReadAsFloat32(key).equal(second.ReadAsFloat32(key)).all().ToBoolean();
    }
}
