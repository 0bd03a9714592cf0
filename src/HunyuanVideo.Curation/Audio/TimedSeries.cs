namespace HunyuanVideo.Curation.Audio;

/// <summary>A quantity of the picture at moments of a clip, for example object speed or mean |ΔY| of each pair of frames.</summary>
/// <param name="Times">Seconds since the clip's first frame, rising: for a pair of frames the middle between the two.</param>
/// <param name="Values">One a time.</param>
public sealed record TimedSeries(IReadOnlyList<double> Times, IReadOnlyList<double> Values);
