namespace HunyuanVideo.Curation.Picture;

/// <summary>Costs of a crop. Source: spec curation §4 S7.</summary>
public sealed record CropOptions
{
    /// <summary>Room left around an obstacle, as a share of the picture's height.</summary>
    public double Inflation { get; init; } = 0.01;

    /// <summary>Cost of moving the centre by a whole diagonal of the border box.</summary>
    public double ShiftCost { get; init; } = 0.3;

    /// <summary>Cost of an aspect that no bucket is near.</summary>
    public double AspectCost { get; init; } = 0.5;

    /// <summary>Least width over height without that cost.</summary>
    public double LeastAspect { get; init; } = 9 / 21.0;

    /// <summary>Greatest width over height without that cost.</summary>
    public double GreatestAspect { get; init; } = 21 / 9.0;

    /// <summary>Cost of an obstacle that stays, for each share of the area it covers.</summary>
    public double KeptObstacleCost { get; init; } = 2;

    /// <summary>Least share of the border box that a crop keeps; else nothing is cut and the obstacles stay.</summary>
    public double LeastKeptArea { get; init; } = 0.6;

    /// <summary>Most obstacles that are weighed; the largest come first.</summary>
    public int MostObstacles { get; init; } = 32;
}
