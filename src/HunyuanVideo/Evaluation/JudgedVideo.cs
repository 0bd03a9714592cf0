using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>A generated video with what was asked for and what the judge saw.</summary>
/// <param name="Prompt">What was asked for.</param>
/// <param name="Path">The video's file.</param>
/// <param name="Frames">Decoded frames of the file, [H, W, 3] each.</param>
/// <param name="Verdict">What the judge saw.</param>
public sealed record JudgedVideo(ToyPrompt Prompt, string Path, IReadOnlyList<byte[]> Frames, ToyVerdict Verdict)
{
    /// <summary>Which attributes are right.</summary>
    public AttributeChecks Checks => Verdict.Compare(Prompt.Expected);
}
