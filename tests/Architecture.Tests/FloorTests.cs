using System.Text.RegularExpressions;

namespace HunyuanVideo.Architecture.Tests;

/// <summary>Folders of the library, and those of the curation, use folders of lower floors only; see docs/architecture.md.</summary>
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

    /// <summary>The curation's folders from the lowest floor up; one uses those of lower floors.</summary>
    private static readonly string[][] CurationFloors =
    [
        ["Units"],
        ["Decoding", "Policies"],
        ["Store"],
        ["Materialise", "Report"],
        ["Ingest"],
        ["Frames"],
        ["Alike", "Audio", "Motion", "Picture", "Shots", "Text"],
        ["Captions", "Plugins", "Running"],
        ["Stages", "Bench"],
    ];

    public static TheoryData<string> Folders => FoldersOf("HunyuanVideo");

    public static TheoryData<string> CurationFolders => FoldersOf("HunyuanVideo.Curation");

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_lower_floors_only(string folder)
    {
        Assert.True(Allowed.TryGetValue(folder, out var allowed), $"{folder} has no floor: give it one here and in docs/architecture.md.");
        Assert.DoesNotContain(Uses("HunyuanVideo", folder), use => Allowed.ContainsKey(use.Folder) && !allowed.Contains(use.Folder, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CurationFolders))]
    public void A_folder_of_the_curation_uses_lower_floors_only(string folder)
    {
        var floor = Array.FindIndex(CurationFloors, folders => folders.Contains(folder, StringComparer.Ordinal));
        Assert.True(floor >= 0, $"{folder} has no floor: give it one here and in docs/architecture.md.");
        var allowed = CurationFloors[..floor].SelectMany(folders => folders);

        Assert.DoesNotContain(Uses("HunyuanVideo.Curation", folder), use => !allowed.Contains(use.Folder, StringComparer.Ordinal));
    }

    [Fact]
    public void A_use_is_found_in_a_using_line_and_in_a_whole_name()
    {
        Assert.Equal(["Store"], UsedFolders("HunyuanVideo.Curation", "using static HunyuanVideo.Curation.Store.PartFiles;"));
        Assert.Equal(["Report", "Shots"], UsedFolders("HunyuanVideo.Curation", "HunyuanVideo.Curation.Report.Page x = new HunyuanVideo.Curation.Shots.Shot();"));
        Assert.Equal(["Curation"], UsedFolders("HunyuanVideo", "using HunyuanVideo.Curation.Store;"));
    }

    [Fact]
    public void The_toy_world_and_the_random_numbers_know_no_tensors()
    {
        var lines = SourceTree.Files("src/HunyuanVideo.Synthetic", ".cs").Concat(SourceTree.Files("src/HunyuanVideo.Random", ".cs")).SelectMany(SourceTree.Lines);

        Assert.DoesNotContain(lines, line => line.Contains("TorchSharp", StringComparison.Ordinal));
    }

    private static TheoryData<string> FoldersOf(string project) => [.. Directory.GetDirectories(Path.Join(SourceTree.Root, "src", project))
        .Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj" or "Properties")).Order(StringComparer.Ordinal)];

    private static IEnumerable<(string Path, string Folder)> Uses(string project, string folder) => SourceTree.Files($"src/{project}/{folder}", ".cs")
        .SelectMany(path => SourceTree.Lines(path).Where(line => !NamespaceLine().IsMatch(line)).SelectMany(line => UsedFolders(project, line).Select(used => (path, used))))
        .Where(use => use.used != folder);

    private static IEnumerable<string> UsedFolders(string project, string line) =>
        Regex.Matches(line, $@"\b{Regex.Escape(project)}\.(\w+)").Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^namespace ")]
    private static partial Regex NamespaceLine();
}
