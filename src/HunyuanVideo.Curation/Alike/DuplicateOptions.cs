namespace HunyuanVideo.Curation.Alike;

/// <summary>Numbers behind the search for near-duplicates. Source: spec curation §4 S13.</summary>
public sealed record DuplicateOptions
{
    /// <summary>Equal 16-bit words at one time offset (± 1 sample) that make two clips candidates.</summary>
    public int LeastHits { get; init; } = 3;

    /// <summary>Entries of one word beyond which it says nothing (black, a test card) and is skipped.</summary>
    public int MostEntriesPerWord { get; init; } = 20_000;

    /// <summary>Share of the shorter clip that two copies must have in common.</summary>
    public double LeastOverlap { get; init; } = 0.6;

    /// <summary>Mean differing bits of 64 up to which two clips are the same.</summary>
    public double MostDistance { get; init; } = 10;

    /// <summary>Mean differing bits up to which alike vectors make two clips the same.</summary>
    public double MostDistanceOfAlike { get; init; } = 20;

    /// <summary>Least cosine of alike vectors in the look space.</summary>
    public double LeastLookCosine { get; init; } = 0.985;

    /// <summary>Least cosine of alike vectors of a plug-in.</summary>
    public double LeastModelCosine { get; init; } = 0.95;

    /// <summary>Differing bits up to which two stills are the same.</summary>
    public double MostDistanceOfStills { get; init; } = 6;

    /// <summary>
    /// Variance of a clip's signature over time, in bits² summed over the 64, from which it moves enough to ask what moves: a
    /// fixed camera sees the same place at another time with signatures as near as those of a copy.
    /// </summary>
    public double MovingVariance { get; init; } = 1.5;

    /// <summary>
    /// Least correlation over time of the bits of two clips of which one moves. Made copies have 0.30 (a logo over a seventh of the width)
    /// and more, other moments of a place 0.17 and less.
    /// </summary>
    public double LeastCorrelation { get; init; } = 0.25;

    /// <summary>Share of a threshold that a member of a group must reach against the group's best member.</summary>
    public double ChainShare { get; init; } = 0.9;

    /// <summary>Whether a mirrored copy is a copy.</summary>
    public bool Mirror { get; init; }

    /// <summary>Clips up to which every pair of vectors is compared; above, only those that share one of their nearest concepts.</summary>
    public int MostClipsOfAllPairs { get; init; } = 200_000;

    /// <summary>Weight of the technical quality in the rank.</summary>
    public double QualityWeight { get; init; } = 0.5;

    /// <summary>Weight of the clarity in the rank.</summary>
    public double ClarityWeight { get; init; } = 0.3;

    /// <summary>Weight of the height in the rank.</summary>
    public double HeightWeight { get; init; } = 0.2;

    /// <summary>Rows from which the height counts fully.</summary>
    public int FullHeight { get; init; } = 1080;

    /// <summary>Threads; the answer does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
