using System.Collections.Immutable;
using System.Text.Json;

namespace HunyuanVideo.Curation.Store;

/// <summary>What <c>curate.json</c> says: who wrote the folder, and which keys the last run's stages had.</summary>
public sealed record CurationHeader
{
    /// <summary>The format this program writes.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Version of the folder's layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Program and version that wrote last.</summary>
    public string Program { get; init; } = "";

    /// <summary>Stage → key. Rows of the same stage under another key are kept, but views hide them.</summary>
    public ImmutableSortedDictionary<string, string> Stages { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Reads it; where there is none, an empty one.</summary>
    /// <exception cref="InputException">Not ours, or of a later program.</exception>
    public static CurationHeader Read(CurationFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.Header))
        {
            return new CurationHeader();
        }

        try
        {
            var header = JsonSerializer.Deserialize<CurationHeader>(File.ReadAllBytes(folder.Header), Json) ?? throw new JsonException("it is null");
            return header.Format == CurrentFormat
                ? header
                : throw new InputException($"{folder.Header}: format {header.Format}, this program knows {CurrentFormat}; use the program that wrote it ({header.Program}).");
        }
        catch (JsonException fault)
        {
            throw new InputException($"{folder.Header}: is damaged ({fault.Message.Split(". ")[0].TrimEnd('.')}); put a copy of it in its place, or name another folder.", fault);
        }
    }

    internal void Write(CurationFolder folder, AtomicFiles files) => files.Write(folder.Header, JsonSerializer.SerializeToUtf8Bytes(this, Json));
}
