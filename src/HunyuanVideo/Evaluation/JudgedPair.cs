using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Evaluation;

/// <summary>A generated video with two things, what was asked for and what the judge saw.</summary>
/// <param name="Prompt">What was asked for.</param>
/// <param name="Video">The video.</param>
/// <param name="Verdict">What the judge saw.</param>
public sealed record JudgedPair(PairPrompt Prompt, PromptVideo Video, PairVerdict Verdict)
{
    /// <summary>Which attributes are right.</summary>
    public PairChecks Checks => Verdict.Compare(Prompt.Expected);
}
