namespace HunyuanVideo.Curation.Policies;

/// <summary>One condition on one measured column, or a choice of several. Source: spec curation §6.</summary>
public sealed record PolicyRule
{
    /// <summary>What reasons and tables call it; unique in the policy.</summary>
    public required string Name { get; init; }

    /// <summary>Table and column, for example <c>m_clarity.clarity</c>; absent where <see cref="Any"/> stands.</summary>
    public string? Column { get; init; }

    /// <summary>Least value that passes.</summary>
    public double? Min { get; init; }

    /// <summary>Greatest value that passes.</summary>
    public double? Max { get; init; }

    /// <summary>The truth value that passes.</summary>
    public bool? Is { get; init; }

    /// <summary>The words that pass.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>Unit of the column, for readers.</summary>
    public string? Unit { get; init; }

    /// <summary>What a missing measurement does: <c>hold</c>, <c>pass</c> or <c>fail</c>.</summary>
    public string Missing { get; init; } = PolicyMissing.Hold;

    /// <summary>The condition used instead where this rule's column is missing.</summary>
    public PolicyRule? Otherwise { get; init; }

    /// <summary>Rules of which one is enough.</summary>
    public IReadOnlyList<PolicyRule>? Any { get; init; }

    /// <summary>The rule and all below it that compare a column.</summary>
    internal IEnumerable<PolicyRule> Leaves()
    {
        var below = (Any ?? []).SelectMany(rule => rule.Leaves()).Concat(Otherwise?.Leaves() ?? []);
        return Column is null ? below : below.Prepend(this);
    }
}
