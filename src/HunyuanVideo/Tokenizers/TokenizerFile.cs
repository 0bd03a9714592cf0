using System.IO.Compression;
using System.Text.Json;

namespace HunyuanVideo.Tokenizers;

/// <summary>Bounded reading and whole-or-nothing writing of the files of a tokenizer, which come from strangers.</summary>
internal static class TokenizerFile
{
    /// <summary>Largest file read, after unpacking; the published ones have 6 MB, with merges as pairs 10 MB.</summary>
    public const int MaximumBytes = 32 << 20;

    private const int MaximumJsonDepth = 16;

    /// <summary>The file's bytes; a name that ends in <c>.gz</c> is unpacked.</summary>
    /// <exception cref="InputException">The file is missing, unreadable, damaged or too large.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                return ReadBounded(file, path);
            }

            using var unpacked = new GZipStream(file, CompressionMode.Decompress);
            return ReadBounded(unpacked, path);
        }
        catch (InvalidDataException fault)
        {
            throw new InputException($"{path}: is no whole gzip file ({fault.Message}); copy it again.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({fault.Message}); check the path and its permissions.", fault);
        }
    }

    /// <summary>Parses the file as JSON and hands the root to <paramref name="read"/>.</summary>
    /// <exception cref="InputException">The JSON is malformed, too deep, names a key twice or holds broken strings or numbers.</exception>
    public static T ReadJson<T>(string path, Func<JsonElement, T> read)
    {
        var options = new JsonDocumentOptions { MaxDepth = MaximumJsonDepth, AllowDuplicateProperties = false };
        try
        {
            using var document = JsonDocument.Parse(Read(path), options);
            return read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{path}: is not the JSON of a tokenizer ({fault.Message.TrimEnd('.')}); copy the published file again.", fault);
        }
    }

    /// <summary>Writes beside <paramref name="path"/> and renames, so that the file is there whole or not at all.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var unfinished = path + ".part";
        using (var stream = File.Create(unfinished))
        {
            write(stream);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private static byte[] ReadBounded(Stream stream, string path)
    {
        using var bytes = new MemoryStream();
        var block = new byte[1 << 16];
        while (stream.Read(block) is > 0 and var count)
        {
            if (bytes.Length + count > MaximumBytes)
            {
                throw new InputException($"{path}: holds more than {MaximumBytes >> 20} MiB, too much for a tokenizer; name a tokenizer's file.");
            }

            bytes.Write(block, 0, count);
        }

        return bytes.ToArray();
    }
}
