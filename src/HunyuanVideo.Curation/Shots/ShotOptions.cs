namespace HunyuanVideo.Curation.Shots;

/// <summary>Options of stage S2. Source: spec curation §7.</summary>
public sealed record ShotOptions
{
    /// <summary>Hard cuts.</summary>
    public CutOptions Cuts { get; init; } = new();

    /// <summary>Fades.</summary>
    public FadeOptions Fades { get; init; } = new();

    /// <summary>Dissolves.</summary>
    public DissolveOptions Dissolves { get; init; } = new();

    /// <summary>How films are decoded; changes how long it takes, not what is found.</summary>
    public ShotDecodeOptions Decoding { get; init; } = new();
}
