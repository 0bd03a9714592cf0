namespace HunyuanVideo.Training;

/// <summary>A whole checkpoint on disk.</summary>
/// <param name="Step">Updates made when it was saved.</param>
/// <param name="Folder">Where its files lie.</param>
/// <param name="State">The text of <c>state.json</c>.</param>
public sealed record Checkpoint(long Step, string Folder, string State)
{
    /// <summary>Path of a group of tensors.</summary>
    public string Group(string name) => Path.Join(Folder, name + ".safetensors");
}
