namespace HunyuanVideo.Curation.Alike;

/// <summary>How two clips fit together at their best offset.</summary>
/// <param name="Distance">Mean differing bits of 64; 64 where they have too little in common to say.</param>
/// <param name="Overlap">Share of the shorter clip that both have.</param>
/// <param name="Offset">Sample of the first clip at which the second begins.</param>
/// <param name="LookCosine">Cosine in the look space.</param>
/// <param name="ModelCosine">Cosine of the plug-in's vectors; −1 without.</param>
internal sealed record PairMatch(double Distance, double Overlap, int Offset, double LookCosine, double ModelCosine)
{
    /// <summary>Variance over time of the bits of the clip that moves more, summed over the bits.</summary>
    public double Variance { get; init; }

    /// <summary>Correlation over time of the bits of both, −1…1; 0 where one does not change.</summary>
    public double Correlation { get; init; }

    /// <summary>1 − share of differing bits.</summary>
    public double Similarity => 1 - Distance / FrameSignature.Bits;

    /// <summary>The better of two matches of one pair.</summary>
    public PairMatch Best(PairMatch other) => other.Distance < Distance ? other : this;
}
