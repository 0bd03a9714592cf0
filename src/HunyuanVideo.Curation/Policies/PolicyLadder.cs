namespace HunyuanVideo.Curation.Policies;

/// <summary>Sets that are taken from one another.</summary>
public static class PolicyLadder
{
    /// <summary>Sorts policies so that each comes behind the one it is taken from, else as given.</summary>
    /// <exception cref="InputException">Two of one name, an unknown <c>from</c>, or a circle.</exception>
    public static IReadOnlyList<Policy> Order(IReadOnlyList<Policy> policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var twice = policies.GroupBy(policy => policy.Set, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new InputException($"two policies make the set '{twice.Key}'; rename one.");
        }

        return [.. policies.SelectMany(policy => ChainOf(policy, policies)).DistinctBy(policy => policy.Set, StringComparer.Ordinal)];
    }

    /// <summary>The sets a policy is taken from, the first one first, and the policy itself last.</summary>
    /// <exception cref="InputException">An unknown <c>from</c>, or a circle.</exception>
    public static IReadOnlyList<Policy> ChainOf(Policy policy, IReadOnlyList<Policy> ladder)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var chain = new List<Policy> { policy };
        while (chain[^1].From is { } from)
        {
            var next = ladder.FirstOrDefault(other => other.Set == from) ?? throw new InputException(
                $"policy {chain[^1].Set} is taken from '{from}', which is not among the policies; {NearestNames.Sentence(from, ladder.Select(other => other.Set))}");
            if (chain.Any(link => link.Set == next.Set))
            {
                throw new InputException($"policy {policy.Set} is taken from itself over {string.Join(" ← ", chain.Select(link => link.Set))}; cut one 'from'.");
            }

            chain.Add(next);
        }

        chain.Reverse();
        return chain;
    }
}
