using System.Text;

namespace HunyuanVideo.Tokenizers;

/// <summary>Lower-casing byte-pair tokenizer of CLIP, read from <c>vocab.json</c> and <c>merges.txt</c>.</summary>
/// <remarks>Published vocabulary: 49,408 ids, start 49406, end and padding 49407. Source: spec text-encoders §4.3.</remarks>
public sealed class ClipTokenizer : ITokenizer
{
    /// <summary>Tokens of a row in the published CLIP, start and end included.</summary>
    public const int PublishedLength = 77;

    /// <summary>Marks the last symbol of a word in the vocabulary.</summary>
    internal const string EndOfWord = "</w>";

    private readonly TokenVocabulary _vocabulary;
    private readonly BytePairMerges _merges;
    private readonly AddedTokens _added;
    private readonly ClipVariant _variant;
    private readonly int[] _byteIds;
    private readonly int[] _lastByteIds;
    private readonly int _begin;
    private readonly int _end;

    private ClipTokenizer(TokenVocabulary vocabulary, BytePairMerges merges, ClipVariant variant)
    {
        _vocabulary = vocabulary;
        _merges = merges;
        _variant = variant;
        _byteIds = vocabulary.ByteIds();
        _lastByteIds = vocabulary.ByteIds(EndOfWord);
        _begin = vocabulary.RequireId(ClipPieces.Start, "which begins every text");
        _end = vocabulary.RequireId(ClipPieces.End, "which ends every text");
        _added = new AddedTokens([new(ClipPieces.Start, _begin), new(ClipPieces.End, _end)]);
    }

    /// <inheritdoc/>
    public int VocabularySize => _vocabulary.Size;

    /// <inheritdoc/>
    public int? BeginId => _begin;

    /// <inheritdoc/>
    public int? EndId => _end;

    /// <summary>CLIP pads with its end token.</summary>
    public int? PadId => _end;

    /// <summary>Reads the two files.</summary>
    /// <param name="vocabularyPath">JSON object of tokens and ids.</param>
    /// <param name="mergesPath">A version line, then one merge per line.</param>
    /// <param name="variant">Which reference tokenizer to follow.</param>
    /// <exception cref="InputException">A file is damaged, or the two do not belong together.</exception>
    public static ClipTokenizer Read(string vocabularyPath, string mergesPath, ClipVariant variant = ClipVariant.Slow)
    {
        var vocabulary = ClipFiles.ReadVocabulary(vocabularyPath);
        return new ClipTokenizer(vocabulary, ClipFiles.ReadMerges(mergesPath, vocabulary), variant);
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        var ids = new List<int> { _begin };
        foreach (var (stretch, id) in _added.Split(text))
        {
            if (id is { } added)
            {
                ids.Add(added);
            }
            else if (_variant == ClipVariant.Slow)
            {
                EncodeClean(ClipCleanup.Slow(text.AsSpan(stretch)), ids);
            }
            else
            {
                EncodeFast(text.AsSpan(stretch), ids);
            }
        }

        ids.Add(_end);
        return [.. ids];
    }

    /// <inheritdoc/>
    /// <remarks>What is too long loses its last ids but keeps the end id. Source: spec text-encoders §4.3 step 5.</remarks>
    public TokenizedText Encode(string text, int length)
    {
        if (length < 2)
        {
            throw new InputException($"a text cannot be encoded to {length} CLIP tokens; ask for 2 or more, the start and end token take two.");
        }

        var ids = Encode(text);
        if (ids.Length <= length)
        {
            return TokenizedText.Pad(ids, length, _end, cutTokens: 0);
        }

        var kept = ids.AsSpan(0, length);
        kept[^1] = _end;
        return TokenizedText.Pad(kept, length, _end, ids.Length - length);
    }

    /// <inheritdoc/>
    /// <remarks>Words come back in lower case with one space after each: the clean-up cannot be undone.</remarks>
    public string Decode(IEnumerable<int> ids)
    {
        var bytes = new List<byte>();
        foreach (var id in ids)
        {
            var token = _vocabulary.Token(id);
            var endsWord = token.EndsWith(EndOfWord, StringComparison.Ordinal);
            bytes.AddRange(ByteAlphabet.Read(endsWord ? token.AsSpan(0, token.Length - EndOfWord.Length) : token));
            if (endsWord)
            {
                bytes.Add((byte)' ');
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <inheritdoc/>
    public string Token(int id) => _vocabulary.Token(id);

    /// <summary>The fast tokenizer looks for the special tokens a second time, in the lower-cased text.</summary>
    private void EncodeFast(ReadOnlySpan<char> stretch, List<int> ids)
    {
        var clean = ClipCleanup.Fast(stretch);
        foreach (var (part, id) in _added.Split(clean))
        {
            if (id is { } added)
            {
                ids.Add(added);
            }
            else
            {
                EncodeClean(clean[part], ids);
            }
        }
    }

    private void EncodeClean(string clean, List<int> ids)
    {
        foreach (var range in ClipPieces.In(clean))
        {
            var piece = clean[range];
            if (_added.Ids.TryGetValue(piece, out var special))
            {
                ids.Add(special);
                continue;
            }

            var bytes = Encoding.UTF8.GetBytes(piece);
            var symbols = new List<int>(bytes.Length);
            foreach (var value in bytes.AsSpan(0, bytes.Length - 1))
            {
                symbols.Add(_byteIds[value]);
            }

            symbols.Add(_lastByteIds[bytes[^1]]);
            _merges.Apply(symbols);
            ids.AddRange(symbols);
        }
    }
}
