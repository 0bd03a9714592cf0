namespace HunyuanVideo.Tokenizers;

/// <summary>The pre-tokeniser of Llama 3 as a scanner.</summary>
/// <remarks>Source: spec text-encoders §4.2 step 3; the rule numbers are those of its table.</remarks>
internal static class LlamaPieces
{
    /// <summary>The expression this scanner stands for, as <c>tokenizer.json</c> carries it.</summary>
    public const string Expression =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const int NumberGroup = 3;

    /// <summary>The pieces of one stretch of <paramref name="text"/>, in order and without gaps.</summary>
    public static IEnumerable<Range> In(string text, Range stretch)
    {
        var (start, length) = stretch.GetOffsetAndLength(text.Length);
        for (var end = start + length; start < end;)
        {
            var next = start + NextLength(text.AsSpan(start..end));
            yield return start..next;
            start = next;
        }
    }

    /// <summary>Length of the piece at the start of <paramref name="rest"/>, in UTF-16 units.</summary>
    /// <param name="rest">What is left of the stretch; not empty.</param>
    private static int NextLength(ReadOnlySpan<char> rest)
    {
        if (rest.ContractionLength() is > 0 and var contraction)                        // rule 1
        {
            return contraction;
        }

        if (WordLength(rest) is > 0 and var word)                                       // rule 2
        {
            return word;
        }

        if (rest.EndOfRun(0, RuneKind.Number, NumberGroup) is > 0 and var number)       // rule 3
        {
            return number;
        }

        return SymbolsLength(rest) is > 0 and var symbols                               // rule 4
            ? symbols
            : WhiteSpaceLength(rest);                                                   // rules 5, 6, 7
    }

    private static int WordLength(ReadOnlySpan<char> rest)
    {
        var kind = rest.KindAt(0, out var width);
        var mayLead = kind is RuneKind.Other or RuneKind.WhiteSpace && rest[0] is not ('\r' or '\n');
        var start = mayLead ? width : 0;
        var end = rest.EndOfRun(start, RuneKind.Letter);
        return end > start ? end : 0;
    }

    private static int SymbolsLength(ReadOnlySpan<char> rest)
    {
        var start = rest[0] == ' ' ? 1 : 0;
        var end = rest.EndOfRun(start, RuneKind.Other);
        if (end == start)
        {
            return 0;
        }

        while (end < rest.Length && rest[end] is '\r' or '\n')
        {
            end++;
        }

        return end;
    }

    private static int WhiteSpaceLength(ReadOnlySpan<char> rest)
    {
        var end = rest.EndOfRun(0, RuneKind.WhiteSpace);
        var lastBreak = rest[..end].LastIndexOfAny('\r', '\n');
        if (lastBreak >= 0)
        {
            return lastBreak + 1;
        }

        return end == rest.Length || end == 1 ? end : end - 1; // every white-space character is one UTF-16 unit
    }
}
