namespace HunyuanVideo.Cli.Tests;

/// <summary>An empty folder that ends with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hyvideo-test-").FullName;

    public string this[string name] => System.IO.Path.Join(Path, name);

    public string[] Files => [.. Directory.EnumerateFileSystemEntries(Path).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>A copy of the toy model in which a test may break things.</summary>
    public string CopyToy()
    {
        var target = this["model"];
        foreach (var file in Directory.EnumerateFiles(Toy.Model, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Join(target, System.IO.Path.GetRelativePath(Toy.Model, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
