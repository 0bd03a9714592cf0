using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>A shrunk frame.</summary>
/// <param name="Index">Number in the source.</param>
/// <param name="Time">Seconds since the source's first frame.</param>
/// <param name="Luma">Its luma.</param>
internal sealed record SampledFrame(int Index, double Time, LumaPlane Luma);
