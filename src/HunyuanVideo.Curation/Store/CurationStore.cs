using System.Reflection;

namespace HunyuanVideo.Curation.Store;

/// <summary>
/// The folder of a curation: immutable Parquet parts, a ledger that says which of them count, and a quarantine. Any
/// number of processes may read; one writes, and holds the lock. Source: spec curation §3, §5.
/// </summary>
public sealed class CurationStore
{
    /// <summary>Opens a folder for reading; it need not exist.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="catalog">Its tables, or null for this library's.</param>
    /// <param name="files">The disk, or null for the machine's own.</param>
    /// <exception cref="InputException">The folder is of another kind or of a later program.</exception>
    public CurationStore(string root, TableCatalog? catalog = null, IFileLayer? files = null)
    {
        Folder = new CurationFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));
        Catalog = catalog ?? TableCatalog.Standard;
        Disk = files ?? new LocalFileLayer();
        Files = new AtomicFiles(Disk);
        Quarantine = new QuarantineFolder(Folder, Files);
        _ = CurationHeader.Read(Folder);
    }

    /// <summary>Name and version of this program, as the ledger notes it.</summary>
    public static string Program { get; } =
        "hyvideo " + (typeof(CurationStore).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    /// <summary>Where things lie.</summary>
    public CurationFolder Folder { get; }

    /// <summary>The tables.</summary>
    public TableCatalog Catalog { get; }

    /// <summary>Units that could not be measured.</summary>
    public QuarantineFolder Quarantine { get; }

    internal AtomicFiles Files { get; }

    internal IFileLayer Disk { get; }

    /// <summary>Opens the tables as they are now.</summary>
    public CurationReader OpenReader(ReaderOptions? options = null) =>
        ReaderViews.Open(Folder, Catalog, CurationHeader.Read(Folder), options ?? new ReaderOptions());

    /// <summary>Opens the tables to decide over them.</summary>
    /// <exception cref="InputException">Rows are lost, or there are some of other tables: what is decided over the rest would be another set.</exception>
    public CurationReader OpenWhole()
    {
        var reader = OpenReader();
        try
        {
            DamagedParts.RequireOwn(this, reader);
            return LostRows.Of(reader) is { Count: > 0 } lost
                ? throw new InputException($"{Folder.Root}: {LostRows.Say(lost)}; put it back, or first give the commands that made them again: `hyvideo curate run` with the films and the same --plugins, `hyvideo curate annotate import`. What nobody can make again has to be taken down.")
                : reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>What to say when a query failed.</summary>
    /// <param name="fault">What the database said.</param>
    /// <returns>An <see cref="InputException"/> with a line for each damaged part; <paramref name="fault"/> itself where all can be read.</returns>
    public Exception Explain(Exception fault) => DamagedParts.Explain(Folder, Catalog, fault);

    /// <summary>Takes the lock, clears away what a dead run left unfinished, and opens the folder for writing.</summary>
    /// <exception cref="InputException">Another process writes to it.</exception>
    public CurationWriter OpenWriter(TimeProvider clock, string worker = "w0")
    {
        ArgumentNullException.ThrowIfNull(clock);
        return CurationWriter.Open(this, clock, worker);
    }
}
