using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Measures a few evenly spaced frames of a clip at the source's own size. Source: spec curation §4 "One decode per clip".</summary>
public interface INativePlaneAnalyser
{
    /// <summary>Takes the next plane; all planes of a clip have one size, and at most 8 are meant. Nothing of it is kept.</summary>
    void AddPlane(LumaPlane plane);
}
