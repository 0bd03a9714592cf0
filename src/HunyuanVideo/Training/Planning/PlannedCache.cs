namespace HunyuanVideo.Training.Planning;

/// <summary>The encoded training set.</summary>
/// <param name="Clips">Clips of all sizes together.</param>
/// <param name="Present">Clips that the run's folder holds already; they are made again if encoders or recipe have changed.</param>
/// <param name="Bytes">On disk and in memory.</param>
/// <param name="Seconds">To make what is missing, by the time of a few clips; null if the encoders are not there yet.</param>
public sealed record PlannedCache(long Clips, long Present, double Bytes, double? Seconds);
