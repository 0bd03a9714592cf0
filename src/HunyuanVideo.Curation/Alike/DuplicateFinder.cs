namespace HunyuanVideo.Curation.Alike;

/// <summary>Finds copies of the same footage in a pool (S13). Source: spec curation §4 S13.</summary>
/// <param name="options">Thresholds.</param>
public sealed class DuplicateFinder(DuplicateOptions options)
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "duplicates";

    /// <summary>Version of the algorithm; part of the stage key.</summary>
    public const int Version = 1;

    /// <summary>Pairs and groups; the order of <paramref name="clips"/> does not matter.</summary>
    /// <param name="clips">The pool; ids are distinct.</param>
    /// <param name="signaturesPerSecond">Rate of the signatures (<c>m_embedding.signature_fps</c>).</param>
    /// <param name="nearestConcepts">By clip id the nearest concepts (<see cref="SphericalKMeans.Nearest"/>); needed above <see cref="DuplicateOptions.MostClipsOfAllPairs"/>.</param>
    /// <exception cref="InputException">A clip id occurs twice, or concepts are needed and missing.</exception>
    public DuplicateResult Find(
        IReadOnlyList<AlikeClip> clips, double signaturesPerSecond, IReadOnlyDictionary<string, int[]>? nearestConcepts = null)
    {
        ArgumentNullException.ThrowIfNull(clips);
        AlikeClip[] sorted = [.. clips.OrderBy(clip => clip.ClipId, StringComparer.Ordinal)];
        RequireDistinct(sorted);
        var edges = new List<(int Left, int Right, PairMatch Match)>();
        foreach (var isStill in (bool[])[false, true])
        {
            int[] members = [.. Enumerable.Range(0, sorted.Length).Where(i => sorted[i].IsStill == isStill)];
            edges.AddRange(Edges([.. members.Select(i => sorted[i])], nearestConcepts).Select(edge => (members[edge.Left], members[edge.Right], edge.Match)));
        }

        var rows = edges.OrderBy(edge => (edge.Left, edge.Right)).Select(edge => new DupEdgeRow
        {
            A = sorted[edge.Left].ClipId,
            B = sorted[edge.Right].ClipId,
            Similarity = (float)edge.Match.Similarity,
            Overlap = (float)edge.Match.Overlap,
            OffsetS = edge.Match.Offset / signaturesPerSecond,
        });
        return new DuplicateResult([.. rows], Groups(sorted, [.. edges.Select(edge => (edge.Left, edge.Right))]));
    }

    /// <summary>How good a copy is, 0…1.</summary>
    public double Rank(AlikeClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return options.QualityWeight * clip.Quality + options.ClarityWeight * clip.Clarity
            + options.HeightWeight * Math.Min(1, (double)clip.Height / options.FullHeight);
    }

    private static void RequireDistinct(AlikeClip[] sorted)
    {
        var twice = sorted.Zip(sorted.Skip(1)).FirstOrDefault(pair => pair.First.ClipId == pair.Second.ClipId).First;
        if (twice is not null)
        {
            throw new InputException($"Clip {twice.ClipId} occurs twice in the pool; give each clip once.");
        }
    }

    private List<(int Left, int Right, PairMatch Match)> Edges(AlikeClip[] clips, IReadOnlyDictionary<string, int[]>? nearestConcepts)
    {
        var verifier = new PairVerifier(clips, options);
        var byWords = CandidatesByWords(clips);
        var byVectors = CandidatesByVectors(clips, nearestConcepts).ToLookup(pair => pair.Left, pair => pair.Right);
        var found = new List<(int, int, PairMatch)>[clips.Length];
        Parallel.For(0, clips.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, left =>
            found[left] = [.. byWords[left].Concat(byVectors[left]).Distinct().Order()
                .Select(right => (left, right, verifier.Match(left, right)))
                .Where(edge => verifier.IsCopy(edge.Item3, clips[left].IsStill))]);
        return [.. found.SelectMany(edges => edges)];
    }

    private IReadOnlyList<int>[] CandidatesByWords(AlikeClip[] clips)
    {
        var index = new SignatureIndex([.. clips.Select(clip => clip.Signature)], options);
        var found = new IReadOnlyList<int>[clips.Length];
        Parallel.For(0, clips.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, i =>
        {
            var clip = clips[i];
            var leastHits = clip.IsStill ? 1 : options.LeastHits;   // a still has one signature: four words, no offsets
            IEnumerable<int> candidates = index.Candidates(i, clip.Signature, leastHits);
            found[i] = options.Mirror
                ? [.. candidates.Concat(index.Candidates(i, [.. clip.Signature.Select(FrameSignature.Mirror)], leastHits)).Distinct().Order()]
                : [.. candidates];
        });
        return found;
    }

    private IEnumerable<(int Left, int Right)> CandidatesByVectors(AlikeClip[] clips, IReadOnlyDictionary<string, int[]>? nearestConcepts)
    {
        var looks = clips.Select(clip => clip.Look).ToArray();
        var models = clips.Select(clip => clip.Model).OfType<float[]>().ToArray();
        var allHaveModels = models.Length == clips.Length;
        if (clips.Length <= options.MostClipsOfAllPairs)
        {
            var pairs = VectorPairs.Among(looks, options.LeastLookCosine, options);
            return allHaveModels ? pairs.Concat(VectorPairs.Among(models, options.LeastModelCosine, options)) : pairs;
        }

        int[][] nearest = [.. clips.Select(clip => nearestConcepts is not null && nearestConcepts.TryGetValue(clip.ClipId, out var concepts)
            ? concepts
            : throw new InputException($"Clip {clip.ClipId} has no concepts and the pool of {clips.Length} clips is too large to compare all; run the stage concepts first."))];
        var sharing = VectorPairs.Sharing(looks, nearest, options.LeastLookCosine, options);
        return allHaveModels ? sharing.Concat(VectorPairs.Sharing(models, nearest, options.LeastModelCosine, options)) : sharing;
    }

    private List<DupGroupRow> Groups(AlikeClip[] clips, IReadOnlyList<(int Left, int Right)> edges)
    {
        var ranks = clips.Select(Rank).ToArray();
        var verifier = new PairVerifier(clips, options);
        var groups = new DuplicateGroups(ranks, (head, clip) => verifier.IsCopy(verifier.Match(head, clip), clips[head].IsStill, options.ChainShare));
        var best = groups.Best(edges);
        var first = new Dictionary<int, int>();
        for (var i = 0; i < clips.Length; i++)
        {
            first.TryAdd(best[i], i);
        }

        return [.. clips.Select((clip, i) => new DupGroupRow
        {
            ClipId = clip.ClipId,
            GroupId = clips[first[best[i]]].ClipId,
            Keep = best[i] == i,
            RankScore = (float)ranks[i],
        })];
    }
}
