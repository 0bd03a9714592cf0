using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training;
using HunyuanVideo.Training.Recipes;

namespace HunyuanVideo.Tests.Training;

/// <summary>A model folder trained by all <see cref="TinyRecipes"/>, undisturbed.</summary>
public sealed class TinyModel : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public TinyModel()
    {
        TrainingRun.Execute(TinyRecipes.Tokenizer(Folder), RunOf("tokenizer"), progress: null, CancellationToken.None);
        foreach (var (stage, recipe) in Stages)
        {
            TrainingRun.Execute(recipe, RunOf(stage), progress: null, CancellationToken.None);
        }
    }

    /// <summary>The model folder.</summary>
    public string Folder => _scratch.Join("model");

    /// <summary>The trained stages, in order.</summary>
    internal IReadOnlyList<(string Stage, TrainedRecipe Recipe)> Stages =>
    [
        ("llama", TinyRecipes.Llama(Folder)),
        ("clip", TinyRecipes.Clip(Folder)),
        ("vae", TinyRecipes.Vae(Folder)),
        ("transformer", TinyRecipes.Transformer(Folder)),
    ];

    /// <summary>Folder of a run.</summary>
    public string RunOf(string name) => _scratch.Join("runs", name);

    public void Dispose() => _scratch.Dispose();
}
