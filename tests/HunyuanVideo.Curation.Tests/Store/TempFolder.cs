namespace HunyuanVideo.Curation.Tests.Store;

/// <summary>A folder of its own for one test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("hyvideo-curation-").FullName;

    public string Path { get; }

    public string Join(params ReadOnlySpan<string?> parts) => System.IO.Path.Join([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
