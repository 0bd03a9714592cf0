namespace HunyuanVideo.Curation.Policies;

/// <summary>The rules that make one set, as written in one JSON file. Source: spec curation §6.</summary>
public sealed record Policy
{
    /// <summary>Name of the set; letters, digits and hyphens.</summary>
    public required string Set { get; init; }

    /// <summary>One sentence for readers of the report.</summary>
    public string? About { get; init; }

    /// <summary>What a unit is: <c>clip</c> (more than one frame) or <c>image</c> (a still, or the first frame of a clip).</summary>
    public string Unit { get; init; } = PolicyUnits.Clip;

    /// <summary>The set whose accepted units are this set's candidates; null takes every unit.</summary>
    public string? From { get; init; }

    /// <summary>Decides the balanced sample and the order of the shards.</summary>
    public long Seed { get; init; }

    /// <summary>All must hold.</summary>
    public required IReadOnlyList<PolicyRule> Rules { get; init; }

    /// <summary>Thinning of what is frequent; null keeps all.</summary>
    public PolicyBalance? Balance { get; init; }

    /// <summary>How many are wanted; read by <c>solve</c> and by the report, it drops nothing.</summary>
    public PolicyAim? Aim { get; init; }

    /// <summary>How the accepted are written; null for a set that is only decided.</summary>
    public PolicyOutput? Output { get; init; }

    /// <summary>Sources of captions, the most trusted first.</summary>
    public IReadOnlyList<string> Captions { get; init; } = ["human", "sidecar", "http", "toy", "facts"];

    /// <summary>The policy without some rules.</summary>
    /// <exception cref="InputException">A name is no rule of the policy.</exception>
    public Policy Without(IEnumerable<string> names) => WithRules(names, keepNamed: false);

    /// <summary>The policy with some of its rules alone.</summary>
    /// <exception cref="InputException">A name is no rule of the policy.</exception>
    public Policy Only(IEnumerable<string> names) => WithRules(names, keepNamed: true);

    private Policy WithRules(IEnumerable<string> names, bool keepNamed)
    {
        var named = names.ToHashSet(StringComparer.Ordinal);
        var unknown = named.FirstOrDefault(name => Rules.All(rule => rule.Name != name));
        return unknown is null
            ? this with { Rules = [.. Rules.Where(rule => named.Contains(rule.Name) == keepNamed)] }
            : throw new InputException($"policy {Set} has no rule '{unknown}'; {NearestNames.Sentence(unknown, Rules.Select(rule => rule.Name))}");
    }
}
