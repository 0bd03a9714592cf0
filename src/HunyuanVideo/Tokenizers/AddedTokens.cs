using System.Buffers;

namespace HunyuanVideo.Tokenizers;

/// <summary>Cuts added tokens out of raw text: the leftmost first, at one place the longest.</summary>
/// <remarks>Source: spec text-encoders §4.2 step 1, §4.3 step 1.</remarks>
internal sealed class AddedTokens
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idsBySpan;
    private readonly SearchValues<char> _firstCharacters;
    private readonly int[] _lengths;

    /// <param name="ids">Contents (not empty) and their ids.</param>
    public AddedTokens(IEnumerable<KeyValuePair<string, int>> ids)
    {
        _ids = new Dictionary<string, int>(ids, StringComparer.Ordinal);
        _idsBySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _firstCharacters = SearchValues.Create([.. _ids.Keys.Select(content => content[0]).Distinct()]);
        _lengths = [.. _ids.Keys.Select(content => content.Length).Distinct().OrderDescending()];
    }

    /// <summary>Contents and ids, in no particular order.</summary>
    public IReadOnlyDictionary<string, int> Ids => _ids;

    /// <summary>The text in stretches: either an added token's id, or plain text (id null, never empty).</summary>
    public IEnumerable<(Range Stretch, int? Id)> Split(string text)
    {
        var start = 0;
        var position = 0;
        while (Find(text, position) is var (at, length, id))
        {
            if (at > start)
            {
                yield return (start..at, null);
            }

            yield return (at..(at + length), id);
            start = position = at + length;
        }

        if (start < text.Length)
        {
            yield return (start..text.Length, null);
        }
    }

    private (int At, int Length, int Id)? Find(ReadOnlySpan<char> text, int from)
    {
        while (text[from..].IndexOfAny(_firstCharacters) is >= 0 and var offset)
        {
            from += offset;
            foreach (var length in _lengths)
            {
                if (from + length <= text.Length && _idsBySpan.TryGetValue(text.Slice(from, length), out var id))
                {
                    return (from, length, id);
                }
            }

            from++;
        }

        return null;
    }
}
