namespace HunyuanVideo.Curation.Materialise;

/// <summary>What made a set, besides its policy.</summary>
/// <param name="Decided">The set whose clips they are; the written one may bear another name.</param>
/// <param name="Program">Name and version.</param>
/// <param name="Ffmpeg">First line of <c>ffmpeg -version</c>: the encoder decides bytes too.</param>
/// <param name="StageKeys">Key of each stage that measured.</param>
public sealed record SetProvenance(string Decided, string Program, string Ffmpeg, IReadOnlyDictionary<string, string> StageKeys);
