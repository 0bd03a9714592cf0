namespace HunyuanVideo.Training.Recipes;

/// <summary>A discriminator that is trained against the VAE. Source: paper §4.1, spec training §5.2.</summary>
public sealed record AdversarialOptions
{
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

    /// <summary>Share of the full weight at an update, 0 before the start.</summary>
    public double ShareAt(long update) => update < StartStep ? 0 : Math.Min(1, (update - StartStep + 1.0) / Math.Max(1, RampSteps));

    /// <summary>Every rule broken, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (!(Weight >= 0) || StartStep < 0 || RampSteps < 0)
        {
            yield return $"adversarial: weight {Weight}, start_step {StartStep} and ramp_steps {RampSteps} must not be negative.";
        }

        if (Channels < 4 || Channels % 4 != 0 || Levels is < 1 or > 5)
        {
            yield return $"adversarial: channels {Channels} must be a multiple of 4, levels {Levels} within 1…5.";
        }
    }
}
