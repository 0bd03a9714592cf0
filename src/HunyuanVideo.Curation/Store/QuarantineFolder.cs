using System.Text;
using System.Text.Json;

namespace HunyuanVideo.Curation.Store;

/// <summary>
/// Units that could not be measured, a JSON file each. A unit stays in quarantine while its file is there and not
/// released: whoever removes it asks the next run to try again. Source: spec curation §3, §11.
/// </summary>
/// <param name="folder">The curation.</param>
/// <param name="files">How files are written.</param>
public sealed class QuarantineFolder(CurationFolder folder, AtomicFiles files)
{
    private const string Ending = ".json";
    private const int KeptStderrBytes = 4096;
    private const int MostFileBytes = 1 << 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Units in quarantine, in order.</summary>
    /// <exception cref="InputException">A file there is none of ours.</exception>
    public IReadOnlyList<QuarantineEntry> List() => [.. All().Where(entry => !entry.IsReleased)];

    /// <summary>Files that were not taken in and that the next run tries again, in order of their units.</summary>
    /// <exception cref="InputException">A file there is none of ours.</exception>
    public IReadOnlyList<QuarantineEntry> Released() => [.. All().Where(entry => entry.IsReleased)];

    /// <summary>Both.</summary>
    /// <exception cref="InputException">A file there is none of ours.</exception>
    internal IReadOnlyList<QuarantineEntry> All() => !Directory.Exists(folder.Quarantine)
        ? []
        : [.. Directory.EnumerateFiles(folder.Quarantine, "*" + Ending).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Notes a unit.</summary>
    public void Add(QuarantineEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var kept = entry with { StderrTail = Tail(entry.StderrTail) };
        files.Write(PathOf(entry.UnitId), JsonSerializer.SerializeToUtf8Bytes(kept, Json));
    }

    /// <summary>Lets the next run try a unit again that it finds by itself.</summary>
    /// <exception cref="InputException">The unit is not in quarantine.</exception>
    public void Remove(string unitId)
    {
        _ = Read(unitId);
        files.Delete(PathOf(unitId));
    }

    /// <summary>Lets the next run try a file again that was not taken in.</summary>
    /// <exception cref="InputException">The unit is not in quarantine.</exception>
    public void Release(string unitId) => Add(Read(unitId) with { IsReleased = true, IsDismissed = false });

    /// <summary>Marks a unit as seen.</summary>
    /// <exception cref="InputException">The unit is not in quarantine.</exception>
    public void Dismiss(string unitId) => Add(Read(unitId) with { IsDismissed = true });

    private QuarantineEntry Read(string unitId)
    {
        var path = PathOf(unitId);
        if (!File.Exists(path))
        {
            throw new InputException($"'{unitId}' is not in quarantine; see what is with `hyvideo curate quarantine list`.");
        }

        try
        {
            return new FileInfo(path).Length > MostFileBytes
                ? throw new InputException($"{path}: larger than a quarantine entry can be; remove it to have the unit tried again.")
                : JsonSerializer.Deserialize<QuarantineEntry>(File.ReadAllBytes(path), Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new InputException($"{path}: is no quarantine entry ({fault.Message}); remove it to have the unit tried again.", fault);
        }
    }

    private string PathOf(string unitId) =>
        unitId.Length > 0 && unitId.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
            ? Path.Join(folder.Quarantine, unitId + Ending)
            : throw new InputException($"'{unitId}' is no unit; ids hold letters, digits and dashes.");

    private static string Tail(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= KeptStderrBytes ? text : Encoding.UTF8.GetString(bytes.AsSpan(bytes.Length - KeptStderrBytes)).TrimStart('\uFFFD');
    }
}
