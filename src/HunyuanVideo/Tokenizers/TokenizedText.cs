namespace HunyuanVideo.Tokenizers;

/// <summary>A text as a row of fixed length for an encoder.</summary>
/// <param name="Ids">Token ids, <c>[L]</c>; padding stands on the right.</param>
/// <param name="TokenCount">Leading ids that are real tokens, 1 … L; the rest is padding.</param>
/// <param name="CutTokens">Tokens of the text that did not fit and are lost; 0 when everything fitted.</param>
public sealed record TokenizedText(IReadOnlyList<int> Ids, int TokenCount, int CutTokens)
{
    /// <summary>1 for a real token, 0 for padding, <c>[L]</c>.</summary>
    public IReadOnlyList<int> Mask { get; } = [.. Enumerable.Range(0, Ids.Count).Select(position => position < TokenCount ? 1 : 0)];

    /// <summary>Pads on the right; the caller has cut before.</summary>
    internal static TokenizedText Pad(ReadOnlySpan<int> kept, int length, int padId, int cutTokens)
    {
        var ids = new int[length];
        kept.CopyTo(ids);
        ids.AsSpan(kept.Length).Fill(padId);
        return new TokenizedText(ids, kept.Length, cutTokens);
    }
}
