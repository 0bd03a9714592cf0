namespace HunyuanVideo.Tokenizers;

/// <summary>Text to token ids and back. Implementations are immutable and safe for concurrent use.</summary>
/// <remarks>Lone surrogates in a text count as U+FFFD. Source: spec text-encoders §4.</remarks>
public interface ITokenizer
{
    /// <summary>One more than the highest id that has a token; an embedding table needs at least so many rows.</summary>
    int VocabularySize { get; }

    /// <summary>Id put before every text, or null when the tokenizer puts none.</summary>
    int? BeginId { get; }

    /// <summary>Id put after every text, or null when the tokenizer puts none.</summary>
    int? EndId { get; }

    /// <summary>Id that fills up a fixed length, or null when the vocabulary names none.</summary>
    int? PadId { get; }

    /// <summary>Ids of the whole text, begin and end ids included; neither cut nor padded.</summary>
    /// <param name="text">Any string; strings of special tokens in it become those tokens.</param>
    int[] Encode(string text);

    /// <summary>Ids of the text, cut or padded on the right to exactly <paramref name="length"/> ids.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="length">Ids wanted, at least 1, and enough for the begin and end ids.</param>
    /// <exception cref="InputException">The length is too small, or the vocabulary has no padding token.</exception>
    TokenizedText Encode(string text, int length);

    /// <summary>Text of the ids; special tokens appear as they are written, bytes that are no UTF-8 as U+FFFD.</summary>
    /// <param name="ids">Ids of this vocabulary, in order.</param>
    /// <exception cref="InputException">An id has no token.</exception>
    string Decode(IEnumerable<int> ids);

    /// <summary>The token of an id as the vocabulary file writes it (byte alphabet, <c>Ġ</c> for a space).</summary>
    /// <param name="id">0 … <see cref="VocabularySize"/> − 1.</param>
    /// <exception cref="InputException">The id has no token.</exception>
    string Token(int id);
}
