using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Tests.Text;

/// <summary>The models that lie in the repository, opened once for all tests.</summary>
internal static class OcrFiles
{
    public static string Folder { get; } = Path.Join(Root(), "models", "curation", "ocr");

    private static readonly Lazy<TextModels> Opened = new(() => TextModels.Open(Folder));

    public static TextModels Models => Opened.Value;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Join(folder.FullName, "hyvideo.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
