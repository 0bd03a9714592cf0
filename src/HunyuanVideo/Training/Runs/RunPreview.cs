namespace HunyuanVideo.Training.Runs;

/// <summary>A picture that a run made of its state.</summary>
/// <param name="Kind">What it shows: samples, reconstructions.</param>
/// <param name="Step">Updates made.</param>
/// <param name="Path">The PNG file.</param>
internal sealed record RunPreview(string Kind, long Step, string Path);
