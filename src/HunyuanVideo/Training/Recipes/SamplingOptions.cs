namespace HunyuanVideo.Training.Recipes;

/// <summary>How the finished model samples by default; previews sample so too.</summary>
public sealed record SamplingOptions
{
    /// <summary>Greatest shift; beyond, every step lies at the noisy end.</summary>
    internal const double MostShift = 1000;

    /// <summary>Euler steps.</summary>
    public int Steps { get; init; } = 24;

    /// <summary>Flow shift.</summary>
    public double Shift { get; init; } = 3;

    /// <summary>Classifier-free guidance scale.</summary>
    public double CfgScale { get; init; } = 4;

    /// <summary>Every rule broken, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Steps is < 1 or > 1000 || Shift is not (> 0 and <= MostShift) || CfgScale is not (>= 0 and <= 1000))
        {
            yield return $"sampling: steps {Steps} must be within 1…1000, shift {Shift} above 0 and at most {MostShift}, cfg_scale {CfgScale} within 0…1000.";
        }
    }
}
