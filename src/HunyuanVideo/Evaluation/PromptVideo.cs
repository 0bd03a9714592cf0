namespace HunyuanVideo.Evaluation;

/// <summary>A video that a model made of a prompt, read back from its file.</summary>
/// <param name="Index">Number of the prompt.</param>
/// <param name="Path">The file.</param>
/// <param name="Frames">Decoded frames, [H, W, 3] each.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
/// <param name="MakingSeconds">What making it took; null if it was there already.</param>
public sealed record PromptVideo(int Index, string Path, IReadOnlyList<byte[]> Frames, int Height, int Width, double? MakingSeconds)
{
    /// <summary>All frames, [T, H, W, 3].</summary>
    public byte[] Pixels => [.. Frames.SelectMany(frame => frame)];
}
