namespace HunyuanVideo.Parity;

/// <summary>The outcome of one golden case.</summary>
/// <param name="Kind">Kind of the case.</param>
/// <param name="Name">Name of the case.</param>
/// <param name="Outputs">Compared tensors; empty when the kind is not supported, or the case is at fault.</param>
/// <param name="Fault">What is wrong with the case itself, or null.</param>
public sealed record ParityResult(string Kind, string Name, IReadOnlyList<ParityOutput> Outputs, string? Fault = null)
{
    /// <summary>Whether this program computes the kind.</summary>
    public bool IsSupported => Outputs.Count > 0 || Fault is not null;

    /// <summary>Whether every tensor is within its tolerance.</summary>
    public bool Passed => Outputs.Count > 0 && Outputs.All(output => output.Passed);

    /// <summary>The tensor that used the largest share of its tolerance, or null when none was compared.</summary>
    public ParityOutput? Worst => Outputs.MaxBy(output => output.Error / Math.Max(output.Tolerance, double.Epsilon));
}
