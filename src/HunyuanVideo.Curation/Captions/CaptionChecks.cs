namespace HunyuanVideo.Curation.Captions;

/// <summary>What a caption is checked against, beyond its form.</summary>
public sealed record CaptionChecks
{
    /// <summary>What was measured, or null.</summary>
    public ClipFacts? Facts { get; init; }

    /// <summary>What the model was asked, or null.</summary>
    public string? Prompt { get; init; }

    /// <summary>The language asked for; null takes any.</summary>
    public string? Language { get; init; } = "en";

    /// <summary>Limits.</summary>
    public CaptionLimits Limits { get; init; } = new();
}
