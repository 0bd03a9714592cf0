using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>A plug-in that was read and checked; its model is not loaded yet.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Picture">How its model takes pictures.</param>
/// <param name="Labels">Lines of its side-car; empty without one.</param>
/// <param name="ModelHash">SHA-256 of the model's file.</param>
/// <param name="Fingerprint">SHA-256 over the hashes of the model, the manifest, the side-car and whatever else lies in the folder: what a stage key has to contain.</param>
public sealed record Plugin(
    string Folder, PluginManifest Manifest, PluginKind Kind, PictureFormat Picture, IReadOnlyList<string> Labels, string ModelHash, string Fingerprint)
{
    /// <summary>The model's file.</summary>
    public string ModelPath => Path.Join(Folder, Manifest.Model);

    /// <summary>The model's file as people may see it: whatever the folder is called, on one line.</summary>
    public string Shown => OneLine.Text(ModelPath);

    /// <summary>The model's name of an input of the kind.</summary>
    public string InputName(string name) => Manifest.Inputs.GetValueOrDefault(name, name);

    /// <summary>The model's name of an output of the kind.</summary>
    public string OutputName(string name) => Manifest.Outputs.GetValueOrDefault(name, name);
}
