namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// Finds clips that share words of their signatures: an inverted list per 16-bit word of each of the four places, and
/// votes for the time offset between two clips. A word that stays is entered once. Source: spec curation §4 S13 (a).
/// </summary>
internal sealed class SignatureIndex
{
    private const int Words = 4;
    private const int WordBits = 16;
    private const int WordValues = 1 << WordBits;
    private const int OffsetBias = 1 << 15;

    private readonly ulong[][] _signatures;
    private readonly DuplicateOptions _options;
    private readonly int[][] _starts = new int[Words][];
    private readonly (int Clip, int Sample)[][] _entries = new (int, int)[Words][];

    public SignatureIndex(IReadOnlyList<ulong[]> signatures, DuplicateOptions options)
    {
        (_signatures, _options) = ([.. signatures], options);
        for (var place = 0; place < Words; place++)
        {
            Fill(place);
        }
    }

    /// <summary>
    /// Clips behind <paramref name="clip"/> that <paramref name="query"/> (its signatures, or their mirror image) may be a copy of,
    /// in rising order.
    /// </summary>
    public List<int> Candidates(int clip, ulong[] query, int leastHits)
    {
        var votes = new List<long>();
        for (var place = 0; place < Words; place++)
        {
            for (var sample = 0; sample < query.Length; sample++)
            {
                if (Opens(query, sample, place))
                {
                    Vote(clip, sample, place, Word(query[sample], place), votes);
                }
            }
        }

        votes.Sort();
        return Elect(votes, leastHits);
    }

    private void Fill(int place)
    {
        var starts = new int[WordValues + 1];
        ForEachOpening(place, (word, _, _) => starts[word + 1]++);
        for (var word = 0; word < WordValues; word++)
        {
            starts[word + 1] += starts[word];
        }

        var entries = new (int, int)[starts[WordValues]];
        var next = starts[..WordValues];
        ForEachOpening(place, (word, clip, sample) => entries[next[word]++] = (clip, sample));
        (_starts[place], _entries[place]) = (starts, entries);
    }

    private void ForEachOpening(int place, Action<int, int, int> visit)
    {
        for (var clip = 0; clip < _signatures.Length; clip++)
        {
            for (var sample = 0; sample < _signatures[clip].Length; sample++)
            {
                if (Opens(_signatures[clip], sample, place))
                {
                    visit(Word(_signatures[clip][sample], place), clip, sample);
                }
            }
        }
    }

    private void Vote(int clip, int sample, int place, int word, List<long> votes)
    {
        var entries = _entries[place].AsSpan(_starts[place][word].._starts[place][word + 1]);
        if (entries.Length > _options.MostEntriesPerWord)
        {
            return;
        }

        foreach (var (other, otherSample) in entries)
        {
            if (other > clip)
            {
                votes.Add(((long)other << WordBits) | (uint)(sample - otherSample + OffsetBias));
            }
        }
    }

    /// <summary>Clips with enough votes inside any three neighbouring offsets; <paramref name="votes"/> are sorted.</summary>
    private static List<int> Elect(List<long> votes, int leastHits)
    {
        var elected = new List<int>();
        var first = 0;
        for (var last = 0; last < votes.Count; last++)
        {
            while (votes[last] - votes[first] > 2)
            {
                first++;
            }

            var clip = (int)(votes[last] >> WordBits);
            if (last - first + 1 >= leastHits && (elected.Count == 0 || elected[^1] != clip))
            {
                elected.Add(clip);
            }
        }

        return elected;
    }

    private static bool Opens(ulong[] signatures, int sample, int place) =>
        signatures[sample] != 0
        && (sample == 0 || signatures[sample - 1] == 0 || Word(signatures[sample - 1], place) != Word(signatures[sample], place));

    private static int Word(ulong signature, int place) => (int)(signature >> (place * WordBits)) & (WordValues - 1);
}
