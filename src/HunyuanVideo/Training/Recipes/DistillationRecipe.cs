namespace HunyuanVideo.Training.Recipes;

/// <summary>Teaches a student with a guidance input to predict in one pass what its teacher predicts in two. Source: paper §5.4, spec training §7.1.</summary>
public sealed record DistillationRecipe : LatentRecipe
{
    /// <summary>Folder of the teacher's transformer, which has no guidance input.</summary>
    public required string Teacher { get; init; }

    /// <summary>Smallest guidance that is drawn.</summary>
    public double LeastGuidance { get; init; } = 1;

    /// <summary>Largest guidance that is drawn.</summary>
    public double MostGuidance { get; init; } = 8;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => base.Faults().Concat(OwnFaults());

    private IEnumerable<string> OwnFaults()
    {
        if (!(LeastGuidance >= 1) || !(MostGuidance >= LeastGuidance))
        {
            yield return $"least_guidance {LeastGuidance} and most_guidance {MostGuidance} must be at least 1 and in this order.";
        }
    }
}
