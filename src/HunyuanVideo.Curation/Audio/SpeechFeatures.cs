namespace HunyuanVideo.Curation.Audio;

/// <summary>What speaks for speech in one second, each 0…1.</summary>
/// <param name="Modulation">Share of fluctuation at the pace of syllables.</param>
/// <param name="Voicing">Whether a voice comes and goes.</param>
/// <param name="Glide">Whether its pitch moves.</param>
/// <param name="Telephone">Share of energy in the telephone band.</param>
/// <param name="Holding">Whether the voice holds its level: what was struck only rings off.</param>
internal readonly record struct SpeechFeatures(double Modulation, double Voicing, double Glide, double Telephone, double Holding)
{
    /// <summary>All at once.</summary>
    public double Product => Modulation * Voicing * Glide * Telephone * Holding;
}
