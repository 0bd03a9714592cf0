namespace HunyuanVideo.Curation.Report;

/// <summary>A file that could not be read.</summary>
/// <param name="Path">As it was found.</param>
/// <param name="Reason">The fault in one word.</param>
/// <param name="Sentence">The fault in one sentence.</param>
/// <param name="Command">Program and arguments that show it again.</param>
public sealed record QuarantinedFile(string Path, string Reason, string Sentence, IReadOnlyList<string> Command);
