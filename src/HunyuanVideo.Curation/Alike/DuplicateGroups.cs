namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// Groups of copies from pairs of copies. Chains are limited: a member stays only if it is like the group's best member;
/// those left over form groups among themselves. Source: spec curation §4 S13.
/// </summary>
/// <param name="ranks">Rank score of each clip.</param>
/// <param name="isLikeBest">Whether a member (second) is like its group's best member (first).</param>
internal sealed class DuplicateGroups(IReadOnlyList<double> ranks, Func<int, int, bool> isLikeBest)
{
    /// <summary>For each clip the best member of its group; clips are numbered in the order of their ids.</summary>
    public int[] Best(IReadOnlyList<(int Left, int Right)> edges)
    {
        var best = Enumerable.Range(0, ranks.Count).ToArray();
        var open = edges;
        while (open.Count > 0)
        {
            var left = new HashSet<int>();
            foreach (var component in Components(open))
            {
                var head = component.MinBy(clip => (-ranks[clip], clip));
                foreach (var clip in component)
                {
                    var stays = clip == head || isLikeBest(head, clip);
                    best[clip] = stays ? head : clip;
                    _ = !stays && left.Add(clip);
                }
            }

            open = [.. open.Where(edge => left.Contains(edge.Left) && left.Contains(edge.Right))];
        }

        return best;
    }

    /// <summary>Connected clips, each list in rising order.</summary>
    private static List<List<int>> Components(IReadOnlyList<(int Left, int Right)> edges)
    {
        var parents = new Dictionary<int, int>();
        int Root(int clip)
        {
            parents.TryAdd(clip, clip);
            while (parents[clip] != clip)
            {
                clip = parents[clip] = parents[parents[clip]];
            }

            return clip;
        }

        foreach (var (left, right) in edges)
        {
            var (a, b) = (Root(left), Root(right));
            parents[Math.Max(a, b)] = Math.Min(a, b);
        }

        return [.. parents.Keys.Order().ToArray().GroupBy(Root).Select(group => group.ToList())];
    }
}
