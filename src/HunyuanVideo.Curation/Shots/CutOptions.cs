namespace HunyuanVideo.Curation.Shots;

/// <summary>Numbers of the search for cuts. Source: spec curation §7, cuts.</summary>
public sealed record CutOptions
{
    /// <summary>Mean |Δg| below which two neighbours are taken for alike and not compared.</summary>
    public float LeastDifference { get; init; } = 0.25f;

    /// <summary>Least S of a cut.</summary>
    public float LeastScore { get; init; } = 0.27f;

    /// <summary>Frames to each side whose median S tells how restless the film is.</summary>
    public int MedianReach { get; init; } = 6;

    /// <summary>How far a cut stands out of that median.</summary>
    public float MedianFactor { get; init; } = 1.8f;

    /// <summary>Frames to each side that are compared with one another: a flash has the same scene on both sides.</summary>
    public int FlashReach { get; init; } = 4;

    /// <summary>Least S of any frame before with any behind.</summary>
    public float LeastFlashScore { get; init; } = 0.24f;

    /// <summary>Frames of the shortest shot.</summary>
    public int LeastShot { get; init; } = 5;
}
