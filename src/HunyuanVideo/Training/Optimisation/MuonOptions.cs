namespace HunyuanVideo.Training.Optimisation;

/// <summary>Constants of Muon, which moves the matrices inside the blocks; AdamW moves the rest. Source: spec training §4.1.</summary>
public sealed record MuonOptions
{
    /// <summary>Decay of the momentum, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.95;

    /// <summary>Newton–Schulz iterations that make an update orthogonal.</summary>
    public int Iterations { get; init; } = 5;

    /// <summary>Every rule broken, one sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (!(Momentum is >= 0 and < 1) || Iterations is < 1 or > 20)
        {
            yield return $"optimisation.muon: momentum {Momentum} must be in [0, 1), iterations {Iterations} within 1…20.";
        }
    }
}
