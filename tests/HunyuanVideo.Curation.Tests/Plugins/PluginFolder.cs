using HunyuanVideo.Curation.Plugins;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Tests.Plugins;

/// <summary>A plug-in in a folder of its own that goes when the test is over.</summary>
internal sealed class PluginFolder : IDisposable
{
    public PluginFolder(string manifest, byte[] model, string? labels = null)
    {
        Root = Directory.CreateTempSubdirectory("hyvideo-plugin-").FullName;
        Folder = Directory.CreateDirectory(System.IO.Path.Join(Root, "plugin")).FullName;
        File.WriteAllText(System.IO.Path.Join(Folder, PluginReader.ManifestName), manifest);
        File.WriteAllBytes(System.IO.Path.Join(Folder, "model.onnx"), model);
        if (labels is not null)
        {
            File.WriteAllText(System.IO.Path.Join(Folder, "labels.txt"), labels);
        }
    }

    public string Root { get; }

    public string Folder { get; }

    public async Task<OnnxModel> LoadAsync() => OnnxModel.Load(await PluginReader.ReadAsync(Folder), threads: 1);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>A picture of one colour.</summary>
    public static RgbPicture Plain(int width, int height, byte red, byte green, byte blue) =>
        new([.. Enumerable.Repeat(new[] { red, green, blue }, width * height).SelectMany(pixel => pixel)], width, height);
}
