using System.Text.RegularExpressions;

namespace HunyuanVideo.Architecture.Tests;

/// <summary>Folders of the library use folders of lower floors only; see docs/architecture.md.</summary>
public sealed partial class FloorTests
{
    /// <summary>What each folder may use of the others, besides the library's root, Media, Random and Synthetic.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Tensors"] = [],
        ["Weights"] = ["Tensors"],
        ["Tokenizers"] = ["Tensors"],
        ["Diffusion"] = ["Tensors"],
        ["Transformer"] = ["Tensors", "Weights", "Tokenizers", "Diffusion"],
        ["Vae"] = ["Tensors", "Weights", "Tokenizers", "Diffusion"],
        ["TextEncoders"] = ["Tensors", "Weights", "Tokenizers", "Diffusion"],
        ["Pipelines"] = ["Tensors", "Weights", "Tokenizers", "Diffusion", "Transformer", "Vae", "TextEncoders"],
        ["Evaluation"] = ["Tensors", "Weights", "Tokenizers", "Diffusion", "Transformer", "Vae", "TextEncoders", "Pipelines"],
        ["Training"] = ["Tensors", "Weights", "Tokenizers", "Diffusion", "Transformer", "Vae", "TextEncoders", "Pipelines", "Evaluation"],
        ["Parity"] = ["Tensors", "Weights", "Tokenizers", "Diffusion", "Transformer", "Vae", "TextEncoders", "Pipelines", "Evaluation", "Training"],
    };

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(Path.Join(SourceTree.Root, "src", "HunyuanVideo"))
        .Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj" or "Properties")).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_lower_floors_only(string folder)
    {
        var used = SourceTree.Files($"src/HunyuanVideo/{folder}", ".cs")
            .SelectMany(path => SourceTree.Lines(path).Select(line => (path, Folder: UsedFolder(line))))
            .Where(use => use.Folder.Length > 0 && use.Folder != folder && Allowed.ContainsKey(use.Folder));

        Assert.True(Allowed.TryGetValue(folder, out var allowed), $"{folder} has no floor: give it one here and in docs/architecture.md.");
        Assert.DoesNotContain(used, use => !allowed.Contains(use.Folder, StringComparer.Ordinal));
    }

    [Fact]
    public void The_toy_world_and_the_random_numbers_know_no_tensors()
    {
        var lines = SourceTree.Files("src/HunyuanVideo.Synthetic", ".cs").Concat(SourceTree.Files("src/HunyuanVideo.Random", ".cs")).SelectMany(SourceTree.Lines);

        Assert.DoesNotContain(lines, line => line.Contains("TorchSharp", StringComparison.Ordinal));
    }

    private static string UsedFolder(string line) => UsingLine().Match(line) is { Success: true } match ? match.Groups[1].Value : "";

    [GeneratedRegex(@"^using (?:static )?HunyuanVideo\.(\w+)")]
    private static partial Regex UsingLine();
}
