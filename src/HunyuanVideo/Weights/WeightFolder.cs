namespace HunyuanVideo.Weights;

/// <summary>Finds the weights a path means: a safetensors file, a shard index, or a folder with either.</summary>
public static class WeightFolder
{
    private const int Listed = 5;
    private static readonly string[] PickleEndings = [".pt", ".pth", ".bin", ".ckpt"];

    /// <summary>
    /// Opens a file by its content, or the weights of a folder: its <c>*.safetensors.index.json</c>, else its single
    /// <c>*.safetensors</c>. The caller owns the source.
    /// </summary>
    /// <exception cref="InputException">Nothing is there, several sets of weights are, or a file cannot be read.</exception>
    /// <exception cref="WeightFormatException">What is there is malformed.</exception>
    public static IWeightSource Open(string pathOrFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrFolder);
        var path = Directory.Exists(pathOrFolder) ? Choose(pathOrFolder) : pathOrFolder;
        return IsIndex(path) ? ShardedSafetensors.Open(path) : SafetensorsFile.Open(path);
    }

    private static string Choose(string folder)
    {
        string[] files;
        try
        {
            files = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be listed ({fault.Message.TrimEnd('.')}); check its permissions.", fault);
        }

        return Only(folder, EndingWith(files, ".safetensors.index.json"))
            ?? Only(folder, EndingWith(files, ".safetensors"))
            ?? throw new InputException(Array.Find(files, file => PickleEndings.Any(ending => HasEnding(file, ending))) is { } pickle
                ? $"{folder}: holds {Path.GetFileName(pickle)} but no safetensors file; use a safetensors copy of the weights."
                : $"{folder}: holds no safetensors file; check the path.");
    }

    private static string? Only(string folder, string[] files) => files.Length <= 1
        ? files.FirstOrDefault()
        : throw new InputException(
            $"{folder}: holds {files.Length} sets of weights ({ForeignText.List([.. files.Select(file => Path.GetFileName(file))], Listed)}); name the file itself.");

    private static string[] EndingWith(string[] files, string ending) => Array.FindAll(files, file => HasEnding(file, ending));

    private static bool HasEnding(string file, string ending) => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>JSON begins with a brace, perhaps behind white space; a safetensors file has its header's length there.</summary>
    private static bool IsIndex(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            Span<byte> first = stackalloc byte[16];
            first = first[..stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
            var isSafetensors = first.Length > 8 && first[8] == (byte)'{' && first[4..8].IndexOfAnyExcept((byte)0) < 0;
            return !isSafetensors && first.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}); check the path and its permissions.", fault);
        }
    }
}
