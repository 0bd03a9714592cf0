using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Finds where the blocks of one picture are in the next. Source: spec curation §4 S10.</summary>
public interface IOpticalFlow
{
    /// <summary>Displacements from <paramref name="first"/> to <paramref name="second"/>, planes of equal size.</summary>
    FlowField Between(LumaPlane first, LumaPlane second);
}
