namespace HunyuanVideo.Tests.Tokenizers;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hyvideo-tokenizers-").FullName;

    public string File(string name) => System.IO.Path.Join(Path, name);

    public string File(string name, string content)
    {
        var path = File(name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
