namespace HunyuanVideo.Curation.Policies;

/// <summary>How thresholds are searched.</summary>
public sealed record SolveOptions
{
    /// <summary>Share of the aim by which the count may miss it.</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Halvings at most.</summary>
    public int MostSteps { get; init; } = 30;

    /// <summary>Digits that thresholds are written with.</summary>
    public int SignificantDigits { get; init; } = 6;

    /// <summary>Tables whose thresholds stay unless named: sizes and lengths follow from what a training needs.</summary>
    public IReadOnlyList<string> FixedTables { get; init; } = ["clip", "m_crop", "probe", "source"];
}
