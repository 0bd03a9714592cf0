namespace HunyuanVideo.Pipelines;

/// <summary>One file of a model that decides pixels.</summary>
/// <param name="Path">Path inside the model folder, with <c>/</c>.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Hash of the content, lower-case hexadecimal.</param>
public sealed record ModelFile(string Path, long Bytes, string Sha256);
