using System.CommandLine;
using System.Data.Common;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Policies;
using HunyuanVideo.Curation.Stages;
using HunyuanVideo.Curation.Store;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Cli.Commands.Curate;

/// <summary>The options that several commands of curation share.</summary>
internal sealed class CurateOptionSet
{
    private const string FolderName = "--out";
    private const string ShippedPolicies = "policies";
    private const int MostJobs = 256;

    /// <summary>The curation's folder.</summary>
    public Option<string> Folder { get; } = new(FolderName) { Description = "The curation's folder.", HelpName = "DIR", Required = true };

    /// <summary>Policies in place of the shipped ones.</summary>
    public Option<string[]> Policies { get; } = new("--policy")
    {
        Description = "A policy file or a folder of them; may be given again. Default: the shipped policies.",
        HelpName = "PATH",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Where ffmpeg is.</summary>
    public Option<string?> Ffmpeg { get; } = FfmpegOption.Create();

    /// <summary>How much is done side by side.</summary>
    public Option<int> Jobs { get; } = new("--jobs") { Description = "Files or clips worked on at once. Default: one for each core.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    /// <summary>Whether a program reads the answer.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Print the result as JSON." };

    /// <summary>The models that come with the program, or null. Beside the program itself lie the plug-ins alone, so a folder of theirs is not enough.</summary>
    public static string? ModelFolder => ShippedFolder.Find(Path.Join("models", "curation", StandardStages.TextFolder)) is { } text ? Path.GetDirectoryName(text) : null;

    /// <summary>What to say of a query that failed in a command of curation; null where no damage explains it.</summary>
    public static InputException? Explain(ParseResult parsed, DbException fault) =>
        parsed.GetValue<string>(FolderName) is { } folder && HoldsCuration(folder) ? new CurationStore(folder).Explain(fault) as InputException : null;

    /// <summary>The policy of a set.</summary>
    /// <exception cref="InputException">No policy makes it.</exception>
    public static Policy FindSet(IReadOnlyList<Policy> policies, string set) => policies.FirstOrDefault(policy => policy.Set == set)
        ?? throw new InputException($"--set {OneLine.Text(set)} is no set of the policies; there are {string.Join(", ", policies.Select(policy => policy.Set))}.");

    /// <summary>What is wrong with files and folders to be taken in.</summary>
    public static IEnumerable<string> InputFaults(IEnumerable<string>? paths) => (paths ?? []).Select(FileWalk.Fault).OfType<string>();

    /// <summary>The folder, where it holds a curation; else null, and the fault is added. A folder left out is a fault of its own.</summary>
    public string? FindCuration(ParseResult parsed, FaultList faults)
    {
        if (parsed.ValueOf(Folder) is not { } folder || HoldsCuration(folder))
        {
            return parsed.ValueOf(Folder);
        }

        faults.Add(File.Exists(folder) ? $"--out {OutputFolder.IsFile(folder)}" : HeaderFault(folder) ?? $"{OneLine.Text(folder)}: holds no curation; name the --out of `hyvideo curate run`.");
        return null;
    }

    /// <summary>What is wrong with a folder that may become a curation, and with what is to be its beginning: it holds one, or is empty or not there yet and there are files to take in.</summary>
    public IEnumerable<string> NewFolderFaults(ParseResult parsed, Argument<string[]> inputs)
    {
        if (parsed.ValueOf(Folder) is not { } folder || HoldsCuration(folder))
        {
            yield break;
        }

        if (OutputFolder.FindFault(folder) is { } fault)
        {
            yield return $"--out {fault}";
        }
        else if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(path => !CurationFolder.IsOfStart(path)))
        {
            yield return HeaderFault(folder) is { } lost ? $"--out {lost}" : $"--out {OneLine.Text(folder)}: holds other things than a curation; name a new or an empty folder.";
        }
        else if (parsed.ValueOf(inputs) is { Length: > 0 } given && given.All(FileWalk.IsHollow))
        {
            yield return FileWalk.NoFile(given);
        }
    }

    // What is left of a curation says no longer which of its rows count.
    private static string? HeaderFault(string folder) =>
        new CurationFolder(folder) is var home && Directory.Exists(home.Parts) && Directory.Exists(home.Ledger)
            ? $"{OneLine.Text(folder)}: holds the measurements of a curation without its {Path.GetFileName(home.Header)}; put that back, or name another folder."
            : null;

    /// <summary>Whether a run has begun in a folder.</summary>
    public static bool HoldsCuration(string folder) => File.Exists(new CurationFolder(folder).Header);

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
        return policies.Count > 0
            ? PolicyLadder.Order(policies)
            : throw new InputException($"--policy {OneLine.Text(string.Join(", ", paths))}: holds no policy; name a file or a folder of *.json.");
    }

    /// <summary>Opens the tables to decide sets over them, and says what counts nowhere.</summary>
    public CuratedSets OpenSets(ParseResult parsed, IReadOnlyList<Policy> policies)
    {
        var sets = new CuratedSets(parsed.GetRequiredValue(Folder), policies);
        Tell(parsed, sets.Reader);
        return sets;
    }

    /// <summary>Opens the tables to group their clips, and says what counts nowhere.</summary>
    public CurationReader OpenWhole(ParseResult parsed)
    {
        var reader = new CurationStore(parsed.GetRequiredValue(Folder)).OpenWhole();
        Tell(parsed, reader);
        return reader;
    }

    /// <summary>What is wrong with the number of jobs.</summary>
    public IEnumerable<string> JobFaults(ParseResult parsed) => !parsed.IsFaulty(Jobs) && parsed.GetValue(Jobs) is var jobs and (< 1 or > MostJobs)
        ? [$"--jobs {jobs} is not within 1…{MostJobs}; choose such a value."]
        : [];

    /// <summary>The policies of a command that decides over a curation, or null, and what is wrong with both.</summary>
    public (FaultList Faults, IReadOnlyList<Policy>? Policies) CheckDecision(ParseResult parsed)
    {
        var faults = new FaultList();
        FindCuration(parsed, faults);
        return (faults, faults.Try(() => ReadPolicies(parsed)));
    }

    /// <summary>What is wrong with the policies and ffmpeg.</summary>
    public FaultList FindFaults(ParseResult parsed)
    {
        var faults = new FaultList();
        faults.Try(() => FfmpegTools.Find(parsed.ValueOf(Ffmpeg)));
        faults.Try(() => ReadPolicies(parsed));
        return faults;
    }

    private static void Tell(ParseResult parsed, CurationReader reader)
    {
        if (LostRows.UnknownNotice(reader) is { } notice)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"hyvideo: {notice}");
        }
    }
}
