using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HunyuanVideo.Training.Recipes;

/// <summary>One training stage as a file. The key <c>stage</c> says which; unknown keys are errors.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "stage")]
[JsonDerivedType(typeof(TokenizerRecipe), "tokenizer")]
[JsonDerivedType(typeof(LlamaRecipe), "llama")]
[JsonDerivedType(typeof(ClipRecipe), "clip")]
[JsonDerivedType(typeof(VaeRecipe), "vae")]
[JsonDerivedType(typeof(TransformerRecipe), "transformer")]
[JsonDerivedType(typeof(DistillationRecipe), "distillation")]
[JsonDerivedType(typeof(TextSwapRecipe), "text_swap")]
public abstract record Recipe
{
    /// <summary>Seed of every draw of the run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The model folder: earlier stages are read from it, the result is written into it.</summary>
    public required string Model { get; init; }

    /// <summary>The model folder that receives the result.</summary>
    public virtual string ResultFolder() => Model;

    /// <summary>Every rule broken, one sentence each.</summary>
    public abstract IEnumerable<string> Faults();

    /// <summary>Reads and checks <paramref name="path"/>.</summary>
    /// <exception cref="InputException">The file is missing, no JSON, or breaks a rule; all faults are listed.</exception>
    public static Recipe Load(string path)
    {
        var recipe = Read(path);
        var faults = recipe.Faults().ToList();
        return faults.Count == 0 ? recipe : throw Refuse(path, faults);
    }

    /// <summary>Hash of everything that decides the result; a run only goes on under the same one.</summary>
    public string Hash() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, RecipeJson.Options))));

    /// <summary>The recipe as JSON that <see cref="Load"/> reads, indented, with every default written out.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecipeJson.Indented);

    private static Recipe Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"{path}: is a folder; give a recipe file, for example recipes/toy/4-vae.json.");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            var faults = RecipeCheck.Faults(document.RootElement);
            return faults.Count == 0 ? document.Deserialize<Recipe>(RecipeJson.Options)! : throw Refuse(path, faults);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}); give a recipe file, for example recipes/toy/4-vae.json.", fault);
        }
        catch (JsonException fault)
        {
            throw new InputException($"{path}: is no recipe ({fault.Message.TrimEnd('.')}); see recipes/toy for examples.", fault);
        }
    }

    private static InputException Refuse(string path, IEnumerable<string> faults) =>
        new(string.Join(Environment.NewLine, faults.Select(fault => $"{path}: {fault}")));
}
