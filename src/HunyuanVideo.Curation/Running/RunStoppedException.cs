namespace HunyuanVideo.Curation.Running;

/// <summary>Too many units failed of one cause to go on.</summary>
/// <param name="sentence">The cause in one sentence.</param>
public sealed class RunStoppedException(string sentence) : Exception(sentence);
