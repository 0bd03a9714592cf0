using System.Text;

namespace HunyuanVideo.Tokenizers;

/// <summary>Learns small byte-level byte-pair vocabularies from texts, for encoders trained from nothing.</summary>
/// <remarks>
/// Each round joins the most frequent pair of neighbouring tokens; equally frequent ones in the order of their bytes.
/// Same texts, same vocabulary, whatever their order. Costs a pass over the distinct words per new token.
/// </remarks>
public static class BpeTrainer
{
    /// <summary>Learns a vocabulary of at most <paramref name="size"/> tokens.</summary>
    /// <param name="kind">How texts are cut into words, and which special tokens the vocabulary gets.</param>
    /// <param name="texts">Texts as the encoder will see them, for Llama inside their template; special tokens in them are left out.</param>
    /// <param name="size">Tokens in all: the bytes (256; CLIP 512), the learnt ones, the special ones (5; CLIP 2).</param>
    /// <returns>Fewer tokens than asked for when the texts leave nothing to join.</returns>
    /// <exception cref="InputException">The size is too small for bytes and special tokens, or beyond a million.</exception>
    public static BpeVocabulary Train(TokenizerKind kind, IEnumerable<string> texts, int size)
    {
        var special = BpeVocabulary.SpecialTokens(kind);
        var training = new Training(kind == TokenizerKind.Clip);
        var smallest = training.Tokens.Count + special.Count;
        if (size < smallest || size > TokenVocabulary.MaximumSize)
        {
            throw new InputException($"a {kind} vocabulary cannot have {size} tokens; ask for {smallest} to {TokenVocabulary.MaximumSize}.");
        }

        foreach (var (word, count) in CountWords(kind, texts))
        {
            training.AddWord(Encoding.UTF8.GetBytes(word), count);
        }

        while (training.Tokens.Count + special.Count < size && training.JoinBestPair())
        {
        }

        return new BpeVocabulary(kind, [.. training.Tokens, .. special], training.Merges);
    }

    private static Dictionary<string, long> CountWords(TokenizerKind kind, IEnumerable<string> texts)
    {
        var special = new AddedTokens(BpeVocabulary.SpecialTokens(kind).Select(token => KeyValuePair.Create(token, 0)));
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var (stretch, _) in special.Split(text).Where(part => part.Id is null))
            {
                foreach (var word in Words(kind, text, stretch))
                {
                    counts[word] = counts.GetValueOrDefault(word) + 1;
                }
            }
        }

        return counts;
    }

    private static IEnumerable<string> Words(TokenizerKind kind, string text, Range stretch)
    {
        if (kind == TokenizerKind.Llama)
        {
            return LlamaPieces.In(text, stretch).Select(piece => text[piece]);
        }

        var clean = ClipCleanup.Slow(text.AsSpan(stretch));
        return ClipPieces.In(clean).Select(piece => clean[piece]).Where(piece => piece is not (ClipPieces.Start or ClipPieces.End));
    }

    /// <summary>The tokens so far, and every distinct word as a row of them.</summary>
    private sealed class Training
    {
        private readonly bool _marksEnds;
        private readonly List<(int[] Ids, long Count)> _words = [];
        private readonly int[] _byteIds = new int[256];
        private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

        public Training(bool marksEnds)
        {
            _marksEnds = marksEnds;
            foreach (var value in ByteAlphabet.VocabularyOrder)
            {
                _byteIds[value] = Add(ByteAlphabet.Character(value).ToString());
            }

            foreach (var value in marksEnds ? ByteAlphabet.VocabularyOrder : [])
            {
                Add(ByteAlphabet.Character(value) + ClipTokenizer.EndOfWord);
            }
        }

        public List<string> Tokens { get; } = [];

        public List<(string Left, string Right)> Merges { get; } = [];

        public void AddWord(byte[] word, long count)
        {
            int[] ids = [.. word.Select(value => _byteIds[value])];
            if (_marksEnds)
            {
                ids[^1] = _ids[Tokens[ids[^1]] + ClipTokenizer.EndOfWord];
            }

            _words.Add((ids, count));
        }

        /// <summary>False when every word is a single token.</summary>
        public bool JoinBestPair()
        {
            var counts = CountPairs();
            if (counts.Count == 0)
            {
                return false;
            }

            var highest = counts.Values.Max();
            var (left, right) = counts.Where(entry => entry.Value == highest).Select(entry => entry.Key)
                .MinBy(pair => (Tokens[pair.Left], Tokens[pair.Right]), ByBytes);
            Merges.Add((Tokens[left], Tokens[right]));
            var joined = Tokens[left] + Tokens[right];
            var id = _ids.TryGetValue(joined, out var known) ? known : Add(joined);
            for (var index = 0; index < _words.Count; index++)
            {
                _words[index] = (Join(_words[index].Ids, left, right, id), _words[index].Count);
            }

            return true;
        }

        private static Comparer<(string Left, string Right)> ByBytes { get; } = Comparer<(string Left, string Right)>.Create((first, second) =>
            Compare(first.Left, second.Left) is not 0 and var order ? order : Compare(first.Right, second.Right));

        /// <summary>By the bytes the tokens stand for; the end mark, written in letters, compares as those.</summary>
        private static int Compare(string first, string second) =>
            ByteAlphabet.Read(first).AsSpan().SequenceCompareTo(ByteAlphabet.Read(second));

        private static int[] Join(int[] ids, int left, int right, int joined)
        {
            if (ids.AsSpan().IndexOf([left, right]) < 0)
            {
                return ids;
            }

            var result = new List<int>(ids.Length);
            for (var index = 0; index < ids.Length; index++)
            {
                var fits = ids[index] == left && index + 1 < ids.Length && ids[index + 1] == right;
                result.Add(fits ? joined : ids[index]);
                index += fits ? 1 : 0;
            }

            return [.. result];
        }

        private Dictionary<(int Left, int Right), long> CountPairs()
        {
            var counts = new Dictionary<(int Left, int Right), long>();
            foreach (var (ids, count) in _words)
            {
                for (var index = 1; index < ids.Length; index++)
                {
                    var pair = (ids[index - 1], ids[index]);
                    counts[pair] = counts.GetValueOrDefault(pair) + count;
                }
            }

            return counts;
        }

        private int Add(string token)
        {
            Tokens.Add(token);
            return _ids[token] = Tokens.Count - 1;
        }
    }
}
