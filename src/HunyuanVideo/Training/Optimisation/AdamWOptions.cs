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
}
