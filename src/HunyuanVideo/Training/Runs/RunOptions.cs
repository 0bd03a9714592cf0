namespace HunyuanVideo.Training.Runs;

/// <summary>How runs are read.</summary>
public sealed record RunOptions
{
    /// <summary>Updates whose mean is called the loss: a single one says little.</summary>
    public int LossWindow { get; init; } = 50;

    /// <summary>Seconds back from the newest update over which the rate is taken.</summary>
    public double RateSeconds { get; init; } = 120;

    /// <summary>Folders below the given one in which runs are looked for.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Bytes of a metrics file that are read at most.</summary>
    public long MostMetricsBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of a recipe at most; a larger file is none.</summary>
    public long MostRecipeBytes { get; init; } = 1L << 20;
}
