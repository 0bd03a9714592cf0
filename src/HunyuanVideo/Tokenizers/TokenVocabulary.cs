namespace HunyuanVideo.Tokenizers;

/// <summary>Tokens and their ids, one to one, checked while they are added.</summary>
internal sealed class TokenVocabulary
{
    /// <summary>Ids lie below this; the published vocabularies end at 49,408 and 128,259.</summary>
    public const int MaximumSize = 1 << 20;

    private const int MaximumTokenLength = 4096;

    private readonly string _source;
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idsBySpan;
    private readonly List<string?> _tokens;

    /// <param name="source">File the tokens come from, for messages.</param>
    /// <param name="capacity">Tokens expected.</param>
    public TokenVocabulary(string source, int capacity = 0)
    {
        _source = source;
        _ids = new Dictionary<string, int>(Math.Min(capacity, MaximumSize), StringComparer.Ordinal);
        _idsBySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _tokens = new List<string?>(Math.Min(capacity, MaximumSize));
    }

    /// <summary>One more than the highest id.</summary>
    public int Size => _tokens.Count;

    /// <summary>Adds a token; the same token with the same id again changes nothing.</summary>
    /// <exception cref="InputException">The id or the token is taken or out of bounds.</exception>
    public void Add(string token, int id)
    {
        if (id is < 0 or >= MaximumSize)
        {
            throw new InputException($"{_source}: token '{token}' has the id {id}, which is not within 0…{MaximumSize - 1}; the file is damaged.");
        }

        if (token.Length is 0 or > MaximumTokenLength)
        {
            throw new InputException($"{_source}: the token of id {id} has {token.Length} characters, 1 to {MaximumTokenLength} are allowed; the file is damaged.");
        }

        if (_ids.TryGetValue(token, out var known) && known != id)
        {
            throw new InputException($"{_source}: token '{token}' has two ids, {known} and {id}; keep one.");
        }

        while (_tokens.Count <= id)
        {
            _tokens.Add(null);
        }

        if (_tokens[id] is { } other && !string.Equals(other, token, StringComparison.Ordinal))
        {
            throw new InputException($"{_source}: id {id} belongs to two tokens, '{other}' and '{token}'; keep one.");
        }

        _tokens[id] = token;
        _ids[token] = id;
    }

    public bool TryGetId(ReadOnlySpan<char> token, out int id) => _idsBySpan.TryGetValue(token, out id);

    /// <exception cref="InputException">The vocabulary lacks the token.</exception>
    public int RequireId(string token, string reason) => _ids.TryGetValue(token, out var id)
        ? id
        : throw new InputException($"{_source}: the vocabulary has no token '{token}', {reason}; take the vocabulary and merges of one tokenizer.");

    /// <exception cref="InputException">The id has no token.</exception>
    public string Token(int id) => id >= 0 && id < _tokens.Count && _tokens[id] is { } token
        ? token
        : throw new InputException($"id {id} has no token in {_source}; its ids lie within 0…{Size - 1}.");

    /// <summary>Ids of the 256 one-byte tokens, each followed by <paramref name="suffix"/>.</summary>
    /// <exception cref="InputException">A byte has no token.</exception>
    public int[] ByteIds(string suffix = "") =>
        [.. Enumerable.Range(0, 256).Select(value => RequireId(ByteAlphabet.Character((byte)value) + suffix, $"the one of byte {value}"))];
}
