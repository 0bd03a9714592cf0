namespace HunyuanVideo.Training.Recipes;

/// <summary>How the finished model samples by default; previews sample so too.</summary>
public sealed record SamplingOptions
{
    /// <summary>Euler steps.</summary>
    public int Steps { get; init; } = 24;

    /// <summary>Flow shift.</summary>
    public double Shift { get; init; } = 3;

    /// <summary>Classifier-free guidance scale.</summary>
    public double CfgScale { get; init; } = 4;
}
