using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Running;

/// <summary>The last stage of a source: it says which clips there are.</summary>
public interface IClipPlanStage : ISourceStage
{
    /// <summary>The clips that its rows name, in order.</summary>
    IReadOnlyList<AnalysedClip> ClipsOf(UnitFacts facts);
}
