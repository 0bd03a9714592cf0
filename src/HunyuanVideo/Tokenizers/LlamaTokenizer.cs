using System.Text;

namespace HunyuanVideo.Tokenizers;

/// <summary>Byte-level byte-pair tokenizer of the Llama 3 family, read from a Hugging Face <c>tokenizer.json</c>.</summary>
/// <remarks>Published vocabulary: 128,259 ids, begin 128000, pad 128258. Source: spec text-encoders §4.2.</remarks>
public sealed class LlamaTokenizer : ITokenizer
{
    /// <summary>Content of the added token that serves as padding.</summary>
    public const string PadToken = "<pad>";

    private readonly TokenVocabulary _vocabulary;
    private readonly BytePairMerges _merges;
    private readonly AddedTokens _added;
    private readonly bool _ignoreMerges;
    private readonly int[] _byteIds;

    private LlamaTokenizer(TokenizerJson file)
    {
        _vocabulary = file.Vocabulary;
        _merges = file.Merges;
        _added = new AddedTokens(file.Added);
        _ignoreMerges = file.IgnoreMerges;
        _byteIds = file.Vocabulary.ByteIds();
        BeginId = file.BeginId;
        PadId = file.Added.TryGetValue(PadToken, out var pad) ? pad : null;
    }

    /// <inheritdoc/>
    public int VocabularySize => _vocabulary.Size;

    /// <inheritdoc/>
    public int? BeginId { get; }

    /// <summary>Always null: Llama texts end with what the template writes.</summary>
    public int? EndId => null;

    /// <inheritdoc/>
    public int? PadId { get; }

    /// <summary>Reads <c>tokenizer.json</c>, plain or gzipped (<c>.gz</c>).</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is damaged or describes another kind of tokenizer.</exception>
    public static LlamaTokenizer Read(string path) => new(TokenizerJson.Read(path));

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        var ids = new List<int>();
        if (BeginId is { } begin)
        {
            ids.Add(begin);
        }

        foreach (var (stretch, id) in _added.Split(text))
        {
            if (id is { } added)
            {
                ids.Add(added);
                continue;
            }

            foreach (var piece in LlamaPieces.In(text, stretch))
            {
                EncodePiece(text.AsSpan(piece), ids);
            }
        }

        return [.. ids];
    }

    /// <inheritdoc/>
    /// <remarks>What is too long loses its last ids, a closing <c>&lt;|eot_id|&gt;</c> included. Source: spec text-encoders §5.2.</remarks>
    public TokenizedText Encode(string text, int length)
    {
        if (length < 1)
        {
            throw new InputException($"a text cannot be encoded to {length} tokens; ask for 1 or more.");
        }

        var pad = PadId ?? throw new InputException($"the tokenizer has no added token '{PadToken}' to fill up {length} tokens; use the tokenizer of the model's own text encoder.");
        var ids = Encode(text);
        var kept = Math.Min(ids.Length, length);
        return TokenizedText.Pad(ids.AsSpan(0, kept), length, pad, ids.Length - kept);
    }

    /// <inheritdoc/>
    public string Decode(IEnumerable<int> ids)
    {
        var bytes = new List<byte>();
        foreach (var id in ids)
        {
            var token = _vocabulary.Token(id);
            bytes.AddRange(_added.Ids.ContainsKey(token) ? Encoding.UTF8.GetBytes(token) : ByteAlphabet.Read(token));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <inheritdoc/>
    public string Token(int id) => _vocabulary.Token(id);

    private void EncodePiece(ReadOnlySpan<char> piece, List<int> ids)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(piece.Length)];
        var count = Encoding.UTF8.GetBytes(piece, bytes);
        if (_ignoreMerges && _vocabulary.TryGetId(ByteAlphabet.Write(bytes.AsSpan(0, count)), out var whole))
        {
            ids.Add(whole);
            return;
        }

        var symbols = new List<int>(count);
        foreach (var value in bytes.AsSpan(0, count))
        {
            symbols.Add(_byteIds[value]);
        }

        _merges.Apply(symbols);
        ids.AddRange(symbols);
    }
}
