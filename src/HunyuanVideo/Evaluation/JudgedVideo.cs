using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>A generated video with what was asked for and what the judge saw.</summary>
/// <param name="Prompt">What was asked for.</param>
/// <param name="Video">The video.</param>
/// <param name="Verdict">What the judge saw.</param>
public sealed record JudgedVideo(ToyPrompt Prompt, PromptVideo Video, ToyVerdict Verdict)
{
    /// <summary>Which attributes are right.</summary>
    public AttributeChecks Checks => Verdict.Compare(Prompt.Expected);
}
