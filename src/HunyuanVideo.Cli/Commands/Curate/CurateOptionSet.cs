using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary>The options that several commands of curation share.</summary>
internal sealed class CurateOptionSet
{
    private const string ShippedPolicies = "policies";

    /// <summary>The curation's folder, to be written.</summary>
    public Option<string> Folder { get; } = new("--out") { Description = "The curation's folder.", HelpName = "DIR", Required = true };

    /// <summary>Policies in place of the shipped ones.</summary>
    public Option<string[]> Policies { get; } = new("--policy")
    {
        Description = "A policy file or a folder of them; may be given again. Default: the shipped policies.",
        HelpName = "PATH",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Where ffmpeg is.</summary>
    public Option<string?> Ffmpeg { get; } = FfmpegOption.Create();

    /// <summary>Whether a program reads the answer.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print the result as JSON." };

    /// <summary>How results are printed for programs.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The folder, which must hold a curation already.</summary>
    /// <exception cref="InputException">It does not.</exception>
    public static string RequireCuration(string? folder) => folder is not null && File.Exists(new CurationFolder(folder).Header)
        ? folder
        : throw new InputException($"{folder}: holds no curation; name the --out of `hyvideo curate run`.");

    /// <summary>The ladder that the line names.</summary>
    /// <exception cref="InputException">A policy cannot be read, with all that is wrong.</exception>
    public IReadOnlyList<Policy> ReadPolicies(ParseResult parsed)
    {
        var paths = parsed.ValueOf(Policies) is { Length: > 0 } given
            ? given
            : [ShippedFolder.Find(ShippedPolicies) ?? throw new InputException("the shipped policies were not found; give --policy PATH.")];
        var (faults, policies) = (new FaultList(), new List<Policy>());
        foreach (var path in paths)
        {
            policies.AddRange(faults.Try(() => Directory.Exists(path) ? PolicyReader.ReadFolder(path) : [PolicyReader.ReadFile(path)]) ?? []);
        }

        faults.ThrowIfAny();
        return PolicyLadder.Order(policies);
    }

    /// <summary>What is wrong with the policies and ffmpeg.</summary>
    public FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        faults.Try(() => FfmpegTools.Find(parsed.ValueOf(Ffmpeg)));
        faults.Try(() => ReadPolicies(parsed));
        return faults;
    }
}
