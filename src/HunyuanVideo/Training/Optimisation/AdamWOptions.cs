namespace HunyuanVideo.Training.Optimisation;

/// <summary>Constants of AdamW. Source: spec training §4.1.</summary>
public sealed record AdamWOptions
{
    /// <summary>Decay of the first moment, in [0, 1).</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment, in [0, 1).</summary>
    public double Beta2 { get; init; } = 0.95;

    /// <summary>Added outside the root.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Decoupled weight decay per unit of learning rate.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Leaves biases and norm scales (tensors of fewer than two axes) without decay.</summary>
    public bool SparesVectors { get; init; } = true;

    /// <summary>Every rule broken, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, beta) in new[] { ("beta1", Beta1), ("beta2", Beta2) })
        {
            if (!(beta is >= 0 and < 1))
            {
                yield return $"optimisation.adam_w.{name} {beta} is outside [0, 1); 0.9 and 0.95 suit a run from nothing.";
            }
        }

        if (Epsilon is not (> 0 and <= 1))
        {
            yield return $"optimisation.adam_w.epsilon {Epsilon} is {(Epsilon > 1 ? "above 1" : "not positive")}; an element without gradient would become 0/0, 1e-8 is usual.";
        }

        if (WeightDecay is not (>= 0 and <= 100))
        {
            yield return $"optimisation.adam_w.weight_decay {WeightDecay} is outside 0…100; 0.01 is usual, 0 switches it off.";
        }
    }
}
