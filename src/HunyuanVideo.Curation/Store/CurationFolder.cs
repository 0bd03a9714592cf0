namespace HunyuanVideo.Curation.Store;

/// <summary>Where things lie in the folder of a curation. Source: spec curation §3.</summary>
/// <param name="Root">The folder itself.</param>
public sealed record CurationFolder(string Root)
{
    private const string HeaderName = "curate.json";
    private const string LockName = ".lock";

    /// <summary>Format, program and stage keys of the last run.</summary>
    public string Header => Path.Join(Root, HeaderName);

    /// <summary>Held by the one process that writes.</summary>
    public string Lock => Path.Join(Root, LockName);

    /// <summary>Whether a file is one that a run writes before <see cref="Header"/>: killed early it leaves nothing else.</summary>
    public static bool IsOfStart(string path) =>
        Path.GetFileName(path) is var name && (name.StartsWith(LockName, StringComparison.Ordinal) || name == HeaderName + AtomicFiles.Unfinished);

    /// <summary>Measurements: a folder for each table, in it one for each stage key.</summary>
    public string Parts => Path.Join(Root, "parts");

    /// <summary>What was done.</summary>
    public string Ledger => Path.Join(Root, "ledger");

    /// <summary>A file for each unit that could not be measured.</summary>
    public string Quarantine => Path.Join(Root, "quarantine");

    /// <summary>Scratch files of a run; empty when none runs.</summary>
    public string Scratch => Path.Join(Root, ".scratch");

    /// <summary>Folder of a table's parts under one stage key.</summary>
    public string PartsOf(string table, string stageKey) => Path.Join(Parts, table, stageKey);
}
