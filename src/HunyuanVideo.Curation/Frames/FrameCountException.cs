namespace HunyuanVideo.Curation.Frames;

/// <summary>The decoder delivered another number of frames than the clip has: what was measured of them is void.</summary>
/// <param name="path">The file.</param>
/// <param name="clip">The clip.</param>
/// <param name="delivered">Frames that came.</param>
public sealed class FrameCountException(string path, AnalysedClip clip, int delivered)
    : Exception(FormattableString.Invariant($"{path}: frames {clip.First} to {clip.Last} are {clip.Frames}, but {delivered} decode."));
