namespace HunyuanVideo.Tokenizers;

/// <summary>The merge rules of a byte-pair vocabulary, by rank.</summary>
/// <remarks>Source: spec text-encoders §4.2 step 6.</remarks>
internal sealed class BytePairMerges
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> _rules;

    /// <summary>An empty set of rules.</summary>
    public BytePairMerges(int capacity) => _rules = new(capacity);

    /// <summary>Adds the rule that joins two tokens, ranked after all rules added before.</summary>
    /// <exception cref="InputException">A token of the rule is unknown, or the rule stands in the file twice.</exception>
    public void Add(TokenVocabulary vocabulary, ReadOnlySpan<char> left, ReadOnlySpan<char> right, string source)
    {
        var rank = _rules.Count;
        Span<char> joined = left.Length + right.Length <= 256 ? stackalloc char[left.Length + right.Length] : new char[left.Length + right.Length];
        left.CopyTo(joined);
        right.CopyTo(joined[left.Length..]);
        if (!vocabulary.TryGetId(left, out var leftId) || !vocabulary.TryGetId(right, out var rightId) || !vocabulary.TryGetId(joined, out var id))
        {
            throw new InputException(
                $"{source}: merge {rank + 1} joins '{left}' and '{right}', but the vocabulary lacks one of them or their sum; take the vocabulary and merges of one tokenizer.");
        }

        if (!_rules.TryAdd((leftId, rightId), (rank, id)))
        {
            throw new InputException($"{source}: merge {rank + 1} ('{left}' and '{right}') stands in the file twice; keep the first.");
        }
    }

    /// <summary>Joins the pair of lowest rank, the leftmost among equals, until no rule fits.</summary>
    /// <remarks>O(n log n): a queue of candidate pairs over a linked list, so that a piece of a million bytes ends too.</remarks>
    public void Apply(List<int> symbols)
    {
        var next = new int[symbols.Count];
        var previous = new int[symbols.Count];
        var candidates = new PriorityQueue<(int Position, int Left, int Right), (int Rank, int Position)>();
        for (var position = 0; position < symbols.Count; position++)
        {
            next[position] = position + 1;
            previous[position] = position - 1;
            Offer(position, position + 1);
        }

        const int Gone = -1;
        while (candidates.TryDequeue(out var pair, out _))
        {
            var second = next[pair.Position];
            if (symbols[pair.Position] != pair.Left || second >= symbols.Count || symbols[second] != pair.Right)
            {
                continue;
            }

            symbols[pair.Position] = _rules[(pair.Left, pair.Right)].Id;
            symbols[second] = Gone;
            var third = next[second];
            next[pair.Position] = third;
            if (third < symbols.Count)
            {
                previous[third] = pair.Position;
            }

            Offer(previous[pair.Position], pair.Position);
            Offer(pair.Position, third);
        }

        symbols.RemoveAll(symbol => symbol == Gone);

        void Offer(int first, int second)
        {
            if (first >= 0 && second < symbols.Count && _rules.TryGetValue((symbols[first], symbols[second]), out var rule))
            {
                candidates.Enqueue((first, symbols[first], symbols[second]), (rule.Rank, first));
            }
        }
    }
}
