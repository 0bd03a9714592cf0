namespace HunyuanVideo.Curation.Running;

/// <summary>What a stage found in a unit.</summary>
/// <param name="Rows">Row records; none is an answer too.</param>
/// <param name="Reason">Why something could not be measured, or null.</param>
public sealed record StageResult(IReadOnlyList<object> Rows, string? Reason = null)
{
    /// <summary>One row.</summary>
    public static StageResult Of(object row, string? reason = null) => new([row], reason);
}
