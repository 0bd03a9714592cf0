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
public abstract record Recipe
{
    /// <summary>Seed of every draw of the run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The model folder: earlier stages are read from it, the result is written into it.</summary>
    public required string Model { get; init; }

    /// <summary>Every rule broken, one sentence each.</summary>
    public abstract IEnumerable<string> Faults();

    /// <summary>Reads and checks <paramref name="path"/>.</summary>
    /// <exception cref="InputException">The file is missing, no JSON, or breaks a rule; all faults are listed.</exception>
    public static Recipe Load(string path)
    {
        Recipe recipe;
        try
        {
            recipe = JsonSerializer.Deserialize<Recipe>(File.ReadAllBytes(path), RecipeJson.Options)
                ?? throw new InputException($"{path}: is empty; see recipes/toy for examples.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({fault.Message}); give a recipe file, for example recipes/toy/4-vae.json.", fault);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new InputException($"{path}: is no recipe ({fault.Message.TrimEnd('.')}); see recipes/toy for examples.", fault);
        }

        var faults = recipe.Faults().ToList();
        return faults.Count == 0 ? recipe : throw new InputException(string.Join(Environment.NewLine, faults.Select(fault => $"{path}: {fault}")));
    }

    /// <summary>Hash of everything that decides the result; a run only goes on under the same one.</summary>
    public string Hash() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, RecipeJson.Options))));
}
