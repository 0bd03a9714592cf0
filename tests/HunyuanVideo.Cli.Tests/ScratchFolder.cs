namespace HunyuanVideo.Cli.Tests;

/// <summary>An empty folder that ends with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hyvideo-test-").FullName;

    public string this[string name] => System.IO.Path.Join(Path, name);

    public string[] Files => [.. Directory.EnumerateFileSystemEntries(Path).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public byte[] Bytes(string name) => File.ReadAllBytes(this[name]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
