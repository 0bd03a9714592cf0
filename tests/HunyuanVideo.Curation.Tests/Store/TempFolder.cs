namespace HunyuanVideo.Curation.Tests.Store;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("hyvideo-curation-").FullName;

    public string Path { get; }

    public string Join(params ReadOnlySpan<string?> parts) => System.IO.Path.Join([Path, .. parts]);

    /// <summary>Copies a file into it; the copy may be written to.</summary>
    public void Add(string source, string name)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Join(name))!);
        File.WriteAllBytes(Join(name), File.ReadAllBytes(source));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
