using System.Text.Json;
using HunyuanVideo.Tokenizers;

namespace HunyuanVideo.Tests.Tokenizers;

/// <summary>The vocabularies and vectors of tests/data/tokenizers, read once.</summary>
internal static class PublishedTokenizers
{
    private static readonly Lazy<ITokenizer> LazyLlama = new(() => TokenizerFolder.Open(Folder("llama3")));
    private static readonly Lazy<ITokenizer> LazyClip = new(() => TokenizerFolder.Open(Folder("clip")));
    private static readonly Lazy<ITokenizer> LazyFastClip = new(() => TokenizerFolder.Open(Folder("clip"), ClipVariant.Fast));

    public static ITokenizer Llama => LazyLlama.Value;

    public static ITokenizer Clip => LazyClip.Value;

    public static ITokenizer FastClip => LazyFastClip.Value;

    public static string Folder(string name) => Path.Join(RepositoryRoot(), "tests", "data", "tokenizers", name);

    public static JsonElement Vectors(string tokenizer)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Join(Folder(tokenizer), "vectors.json")));
        return document.RootElement.Clone();
    }

    public static int[] Ids(this JsonElement vector, string key) => [.. vector.GetProperty(key).EnumerateArray().Select(id => id.GetInt32())];

    public static string Text(this JsonElement vector, string key) => vector.GetProperty(key).GetString()!;

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(folder, "hyvideo.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
