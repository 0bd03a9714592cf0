namespace HunyuanVideo.Training.Recipes;

/// <summary>A discriminator that is trained against the VAE. Source: paper §4.1, spec training §5.2.</summary>
public sealed record AdversarialOptions
{
    private const double MostWeight = 1000;

    /// <summary>Weight beside the other losses, whose gradient at the last layer it is first scaled to.</summary>
    public double Weight { get; init; } = 0.05;

    /// <summary>First update with it; before, the reconstructions are too poor to learn from.</summary>
    public int StartStep { get; init; }

    /// <summary>Updates over which the weight rises linearly.</summary>
    public int RampSteps { get; init; } = 1000;

    /// <summary>Channels of the discriminator's first level; each further one doubles them.</summary>
    public int Channels { get; init; } = 64;

    /// <summary>Levels of the discriminator, each of half the size.</summary>
    public int Levels { get; init; } = 3;

    /// <summary>
    /// Weight of R1, which keeps the discriminator's verdict on footage flat; 10 for one that wins (its loss below 0.2
    /// for hundreds of updates), 0 leaves it out. Source: Mescheder et al. 2018, "Which training methods for GANs do actually converge?"
    /// </summary>
    public double R1Weight { get; init; }

    /// <summary>Updates from one R1 to the next; its weight is multiplied by as many.</summary>
    public int R1Every { get; init; } = 16;

    /// <summary>Share of the full weight at an update, 0 before the start.</summary>
    public double ShareAt(long update) => update < StartStep ? 0 : Math.Min(1, (update - StartStep + 1.0) / Math.Max(1, RampSteps));

    /// <summary>Whether an update has R1.</summary>
    public bool HasR1(long update) => R1Weight > 0 && update % R1Every == 0;

    /// <summary>Every rule broken, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Weight is not (>= 0 and <= MostWeight) || StartStep < 0 || RampSteps < 0)
        {
            yield return $"adversarial: weight {Weight} must be within 0…{MostWeight}, start_step {StartStep} and ramp_steps {RampSteps} must not be negative.";
        }

        if (R1Weight is not (>= 0 and <= MostWeight) || R1Every < 1)
        {
            yield return $"adversarial: r1_weight {R1Weight} must be within 0…{MostWeight}, r1_every {R1Every} at least 1.";
        }

        if (Channels < 4 || Channels % 4 != 0 || Levels is < 1 or > 5)
        {
            yield return $"adversarial: channels {Channels} must be a multiple of 4, levels {Levels} within 1…5.";
        }
    }
}
