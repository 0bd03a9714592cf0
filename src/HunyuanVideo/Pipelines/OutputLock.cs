namespace HunyuanVideo.Pipelines;

/// <summary>Keeps a second program from making the same video at the same time; a killed program leaves it open.</summary>
internal sealed class OutputLock : IDisposable
{
    private readonly FileStream _file;

    private OutputLock(FileStream file) => _file = file;

    /// <exception cref="InputException">Another program holds it.</exception>
    public static OutputLock Take(string videoPath)
    {
        var path = videoPath + ".lock";
        try
        {
            return new OutputLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException fault) when (File.Exists(path))
        {
            throw new InputException($"{videoPath}: another hyvideo is making it; wait until it ends, or choose another --out.", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
