namespace HunyuanVideo.Curation.Policies;

/// <summary>What a rule does where its measurement is missing.</summary>
public static class PolicyMissing
{
    /// <summary>The unit waits.</summary>
    public const string Hold = "hold";

    /// <summary>The rule counts as kept.</summary>
    public const string Pass = "pass";

    /// <summary>The rule counts as broken.</summary>
    public const string Fail = "fail";

    /// <summary>All of them.</summary>
    internal static readonly IReadOnlyList<string> All = [Hold, Pass, Fail];
}
