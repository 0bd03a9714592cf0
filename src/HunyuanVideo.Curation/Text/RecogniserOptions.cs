namespace HunyuanVideo.Curation.Text;

/// <summary>Numbers of the recogniser. Source: spec curation §4 S6.</summary>
public sealed record RecogniserOptions
{
    /// <summary>Rows of the input.</summary>
    public int Height { get; init; } = 48;

    /// <summary>Columns at least.</summary>
    public int LeastWidth { get; init; } = 48;

    /// <summary>Columns at most; a longer line is squeezed.</summary>
    public int MostWidth { get; init; } = 640;

    /// <summary>Columns are a multiple of this.</summary>
    public int Multiple { get; init; } = 16;

    /// <summary>A box that is this much higher than wide holds a line that runs downwards.</summary>
    public double StandingRatio { get; init; } = 1.5;

    /// <summary>Mean probability of its characters from which a reading counts.</summary>
    public float LeastConfidence { get; init; } = 0.5f;

    /// <summary>Sum of the space's probabilities between two characters from which there is a space.</summary>
    public double SpaceEvidence { get; init; } = 0.02;

    /// <summary>What is taken off red, green and blue in 0 … 1.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0.5f, 0.5f, 0.5f];

    /// <summary>What they are divided by.</summary>
    public IReadOnlyList<float> Deviation { get; init; } = [0.5f, 0.5f, 0.5f];
}
