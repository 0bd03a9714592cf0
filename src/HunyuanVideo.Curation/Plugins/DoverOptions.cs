namespace HunyuanVideo.Curation.Plugins;

/// <summary>Numbers behind the plug-in for quality. Source: spec curation §4 S8.</summary>
public sealed record DoverOptions
{
    /// <summary>Frames of the film from one frame of a view to the next.</summary>
    public int Interval { get; init; } = 2;

    /// <summary>Stretches of the film whose technical scores are averaged.</summary>
    public int TechnicalWindows { get; init; } = 3;

    /// <summary>Patches of the technical view in a row and in a column.</summary>
    public int Grid { get; init; } = 7;

    /// <summary>Share of the technical score in the fused one.</summary>
    public double TechnicalWeight { get; init; } = 0.6104;

    /// <summary>Share of the aesthetic score in the fused one.</summary>
    public double AestheticWeight { get; init; } = 0.3896;

    /// <summary>Mean of technical scores.</summary>
    public double TechnicalMean { get; init; } = 0.1107;

    /// <summary>Spread of technical scores.</summary>
    public double TechnicalSpread { get; init; } = 0.07355;

    /// <summary>Mean of aesthetic scores.</summary>
    public double AestheticMean { get; init; } = -0.08285;

    /// <summary>Spread of aesthetic scores.</summary>
    public double AestheticSpread { get; init; } = 0.03774;
}
