using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace HunyuanVideo.Curation.Store;

/// <summary>
/// Units that could not be measured, a JSON file each. A unit stays in quarantine while its file is there: whoever
/// removes it asks the next run to try again. Source: spec curation §3, §11.
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

    /// <summary>All entries, in order of their units.</summary>
    /// <exception cref="InputException">A file there is none of ours.</exception>
    public IReadOnlyList<QuarantineEntry> List() => [.. UnitIds().Select(Read)];

    /// <summary>Units that are in quarantine.</summary>
    internal ImmutableSortedSet<string> UnitIds() =>
        !Directory.Exists(folder.Quarantine)
            ? ImmutableSortedSet.Create<string>(StringComparer.Ordinal)
            : Directory.EnumerateFiles(folder.Quarantine, "*" + Ending)
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Notes a unit.</summary>
    public void Add(QuarantineEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var kept = entry with { StderrTail = Tail(entry.StderrTail) };
        files.Write(PathOf(entry.UnitId), JsonSerializer.SerializeToUtf8Bytes(kept, Json));
    }

    /// <summary>Lets the next run try a unit again.</summary>
    /// <exception cref="InputException">The unit is not in quarantine.</exception>
    public void Retry(string unitId)
    {
        _ = Read(unitId);
        files.Delete(PathOf(unitId));
    }

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
