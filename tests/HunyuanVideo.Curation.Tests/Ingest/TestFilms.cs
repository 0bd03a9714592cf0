using System.Runtime.CompilerServices;
using System.Text.Json;

namespace HunyuanVideo.Curation.Tests.Ingest;

/// <summary>The films of tests/data/media and what is true of them.</summary>
internal static class TestFilms
{
    public static string Folder { get; } = Path.GetFullPath(Path.Join(Path.GetDirectoryName(Here()), "..", "..", "data", "media"));

    public static string Of(string name) => Path.Join(Folder, name);

    public static IReadOnlyDictionary<string, JsonElement> Truth()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Of("truth.json")));
        return document.RootElement.GetProperty("files").EnumerateObject().ToDictionary(film => film.Name, film => film.Value.Clone(), StringComparer.Ordinal);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
