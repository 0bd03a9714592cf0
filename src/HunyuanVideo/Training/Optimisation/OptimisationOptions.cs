namespace HunyuanVideo.Training.Optimisation;

/// <summary>How a run is optimised. Source: spec training §4.</summary>
public sealed record OptimisationOptions
{
    private const double MostRate = 100;

    /// <summary>Updates of the whole run.</summary>
    public required int Steps { get; init; }

    /// <summary>Largest learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Updates over which the rate rises linearly; the first update already moves.</summary>
    public int WarmupSteps { get; init; } = 200;

    /// <summary>Share of the rate that is left at the end of a cosine; 1 keeps it constant.</summary>
    public double FinalRateShare { get; init; } = 0.1;

    /// <summary>Largest global gradient norm; 0 means no limit.</summary>
    public double MaxGradientNorm { get; init; } = 1;

    /// <summary>Largest decay of the moving average.</summary>
    public double EmaDecay { get; init; } = 0.999;

    /// <summary>Constants of AdamW.</summary>
    public AdamWOptions AdamW { get; init; } = new();

    /// <summary>Muon for the matrices inside the blocks of a transformer; null leaves all to AdamW.</summary>
    public MuonOptions? Muon { get; init; }

    /// <summary>Updates between checkpoints.</summary>
    public int CheckpointEvery { get; init; } = 200;

    /// <summary>Updates between previews; 0 means none.</summary>
    public int PreviewEvery { get; init; }

    /// <summary>Learning rate of update <paramref name="update"/>, counted from 1.</summary>
    public double RateAt(long update)
    {
        var warmth = WarmupSteps > 0 ? Math.Min(1, (double)update / WarmupSteps) : 1;
        var progress = Math.Clamp((double)(update - WarmupSteps) / Math.Max(1, Steps - WarmupSteps), 0, 1);
        var cosine = FinalRateShare + ((1 - FinalRateShare) * 0.5 * (1 + Math.Cos(Math.PI * progress)));
        return LearningRate * warmth * cosine;
    }

    /// <summary>Every rule broken, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Steps < 1)
        {
            yield return $"optimisation.steps {Steps} is less than 1; give at least one update.";
        }

        if (LearningRate is not (> 0 and <= MostRate))
        {
            yield return $"optimisation.learning_rate {LearningRate} is {(LearningRate > MostRate ? $"above {MostRate}" : "not positive")}; 1e-4 to 1e-3 are usual.";
        }

        if (CheckpointEvery < 1)
        {
            yield return $"optimisation.checkpoint_every {CheckpointEvery} is less than 1; give the updates between checkpoints.";
        }

        if (WarmupSteps < 0 || PreviewEvery < 0)
        {
            yield return "optimisation.warmup_steps and preview_every must not be negative; 0 switches them off.";
        }

        if (!(EmaDecay is >= 0 and < 1))
        {
            yield return $"optimisation.ema_decay {EmaDecay} is outside [0, 1); 0.999 suits a short run.";
        }

        if (MaxGradientNorm is not (>= 0 and <= 1e6))
        {
            yield return $"optimisation.max_gradient_norm {MaxGradientNorm} is outside 0…1000000; 1 is usual, 0 means no limit.";
        }

        if (!(FinalRateShare is >= 0 and <= 1))
        {
            yield return $"optimisation.final_rate_share {FinalRateShare} is outside 0…1; 0.1 is usual, 1 keeps the rate.";
        }

        foreach (var fault in AdamW.Faults().Concat(Muon?.Faults() ?? []))
        {
            yield return fault;
        }
    }
}
