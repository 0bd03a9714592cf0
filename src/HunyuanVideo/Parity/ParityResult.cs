namespace HunyuanVideo.Parity;

/// <summary>The outcome of one golden case.</summary>
/// <param name="Kind">Kind of the case.</param>
/// <param name="Name">Name of the case.</param>
/// <param name="Outputs">Compared tensors; empty when the kind is not supported.</param>
public sealed record ParityResult(string Kind, string Name, IReadOnlyList<ParityOutput> Outputs)
{
    /// <summary>Whether this program computes the kind.</summary>
    public bool IsSupported => Outputs.Count > 0;

    /// <summary>Whether every tensor is within its tolerance.</summary>
    public bool Passed => IsSupported && Outputs.All(output => output.Passed);

    /// <summary>The tensor that used the largest share of its tolerance, or null when the kind is not supported.</summary>
    public ParityOutput? Worst => Outputs.MaxBy(output => output.Error / Math.Max(output.Tolerance, double.Epsilon));
}
