namespace HunyuanVideo.Curation.Alike;

/// <summary>Numbers behind the concepts. Source: spec curation §4 S14.</summary>
public sealed record ConceptOptions
{
    /// <summary>Concepts; null = clamp(round(√(n/2)), <see cref="FewestConcepts"/>, <see cref="MostConcepts"/>).</summary>
    public int? Concepts { get; init; }

    /// <summary>Least of the chosen number.</summary>
    public int FewestConcepts { get; init; } = 8;

    /// <summary>Greatest of the chosen number; the paper's order of magnitude.</summary>
    public int MostConcepts { get; init; } = 10_000;

    /// <summary>Vectors among which the first centroids are chosen.</summary>
    public int SeedSample { get; init; } = 50_000;

    /// <summary>Vectors of a mini-batch.</summary>
    public int Batch { get; init; } = 8192;

    /// <summary>Most passes over the pool.</summary>
    public int Passes { get; init; } = 30;

    /// <summary>Passes end when the cost changes by less than this share.</summary>
    public double LeastChange { get; init; } = 1e-4;

    /// <summary>
    /// Most passes spent, after the centroids have settled, on moving some to where clusters share one: the settled state
    /// depends on the first centroids. A move that does not lower the cost is taken back.
    /// </summary>
    public int RepairPasses { get; init; } = 30;

    /// <summary>Share of the centroids that the first repair moves; each failure halves their number.</summary>
    public double RepairShare { get; init; } = 0.1;

    /// <summary>
    /// What of the earlier passes' counts a pass of several batches starts with: centroids forget where they were on the way,
    /// yet the first vectors of a pass do not throw them about. A pass of one batch starts with none.
    /// </summary>
    public double Memory { get; init; } = 0.25;

    /// <summary>Vectors whose sums are added up as one: fixed, so that threads do not matter.</summary>
    public int SumBlock { get; init; } = 256;

    /// <summary>Clips named as examples of a concept: those nearest to its centroid.</summary>
    public int Examples { get; init; } = 6;

    /// <summary>Seed of the random choices.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; the answer does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Concepts for a pool of <paramref name="clips"/>; never more than clips.</summary>
    public int CountFor(int clips) =>
        Math.Min(clips, Concepts ?? Math.Clamp((int)Math.Round(Math.Sqrt(clips / 2.0)), FewestConcepts, MostConcepts));
}
