namespace HunyuanVideo.Curation.Bench;

/// <summary>One measured number.</summary>
/// <param name="Case">What was measured.</param>
/// <param name="Name">Of it what.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit; <c>×</c> for a ratio.</param>
/// <param name="Least">The least that is good, or null.</param>
/// <param name="Most">The most that is good, or null.</param>
public sealed record BenchFigure(string Case, string Name, double Value, string Unit, double? Least = null, double? Most = null)
{
    /// <summary>Whether it is as good as it should be; null where nothing is asked of it.</summary>
    public bool? IsGood => Least is null && Most is null ? null : Value >= (Least ?? double.MinValue) && Value <= (Most ?? double.MaxValue);
}
