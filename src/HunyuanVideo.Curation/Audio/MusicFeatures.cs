namespace HunyuanVideo.Curation.Audio;

/// <summary>What speaks for music in one second, each 0…1.</summary>
/// <param name="Stability">Share of the energy in held partials.</param>
/// <param name="Chroma">How few pitch classes hold that energy, if more than one does.</param>
/// <param name="Change">Share of the held energy in partials that do not last the whole clip.</param>
/// <param name="Beat">Strength of the clip's beat.</param>
internal readonly record struct MusicFeatures(double Stability, double Chroma, double Change, double Beat)
{
    /// <summary>Likelihood of music: a held tone alone is a hum, it takes notes that change or a beat.</summary>
    public double Score(MusicOptions options)
    {
        var support = Math.Max(Math.Min(1, Change / options.FullChange), Beat);
        var sum = (options.StabilityWeight * Stability * support) + (options.ChromaWeight * Chroma * support) + (options.BeatWeight * Beat) + options.Bias;
        return 1 / (1 + Math.Exp(-sum));
    }
}
