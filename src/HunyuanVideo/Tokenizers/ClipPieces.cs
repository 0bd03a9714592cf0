namespace HunyuanVideo.Tokenizers;

/// <summary>The pre-tokeniser of CLIP as a scanner over cleaned, lower-case text; white space is skipped.</summary>
/// <remarks>Source: spec text-encoders §4.3 step 3.</remarks>
internal static class ClipPieces
{
    public const string Start = "<|startoftext|>";
    public const string End = "<|endoftext|>";

    /// <summary>The pieces of <paramref name="text"/>, in order.</summary>
    public static IEnumerable<Range> In(string text)
    {
        var start = text.AsSpan().EndOfRun(0, RuneKind.WhiteSpace);
        while (start < text.Length)
        {
            var end = start + NextLength(text.AsSpan(start));
            yield return start..end;
            start = text.AsSpan().EndOfRun(end, RuneKind.WhiteSpace);
        }
    }

    private static int NextLength(ReadOnlySpan<char> rest)
    {
        foreach (var special in (ReadOnlySpan<string>)[Start, End])
        {
            if (rest.StartsWith(special, StringComparison.Ordinal))
            {
                return special.Length;
            }
        }

        if (rest.ContractionLength() is > 0 and var contraction)
        {
            return contraction;
        }

        return rest.KindAt(0, out var width) switch
        {
            RuneKind.Number => width,
            var kind => rest.EndOfRun(0, kind),
        };
    }
}
