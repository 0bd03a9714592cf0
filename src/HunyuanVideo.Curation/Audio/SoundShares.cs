namespace HunyuanVideo.Curation.Audio;

/// <summary>What a clip's sound consists of.</summary>
/// <param name="Speech">Share of sounding seconds with speech, 0…1.</param>
/// <param name="Music">Share of sounding seconds with music, 0…1.</param>
/// <param name="OffBeat">Share of the energy that is neither held notes nor beat, 0…1; measured where there may be music alone.</param>
internal readonly record struct SoundShares(double Speech, double Music, double OffBeat);
