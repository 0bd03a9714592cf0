namespace HunyuanVideo.Curation.Policies;

/// <summary>
/// Thins frequent concepts: a unit of a concept with n members weighs min(1, (cap/n)^beta) and stays if its own stable
/// number in [0, 1) is below. Source: paper, section on data (resampling by concept); formula of spec curation §4 S14.
/// </summary>
public sealed record PolicyBalance
{
    /// <summary>Space of the concepts, for example <c>look</c>; used where <see cref="Column"/> is absent.</summary>
    public string Space { get; init; } = "look";

    /// <summary>A column whose values are the classes, for example <c>m_audio.class</c>.</summary>
    public string? Column { get; init; }

    /// <summary>0 leaves all as it is, 1 gives every concept the same number.</summary>
    public double Beta { get; init; } = 0.5;

    /// <summary><c>median</c> of the members per concept, or a number.</summary>
    public string Cap { get; init; } = MedianCap;

    /// <summary><c>sample</c> drops by weight; <c>weight</c> keeps all and hands the weight on to training.</summary>
    public string Mode { get; init; } = SampleMode;

    internal const string MedianCap = "median";
    internal const string SampleMode = "sample";
    internal const string WeightMode = "weight";
}
