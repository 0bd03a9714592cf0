using System.Globalization;
using System.Text;

namespace HunyuanVideo.Tokenizers;

/// <summary>What the pre-tokenisers distinguish: <c>\p{L}</c>, <c>\p{N}</c>, <c>\s</c> and the rest (marks included).</summary>
internal enum RuneKind
{
    /// <summary>End of the text.</summary>
    None,
    Letter,
    Number,
    WhiteSpace,
    Other,
}

/// <summary>Scanning of UTF-16 text by code points; the built-in expressions see surrogates instead.</summary>
internal static class RuneScanning
{
    /// <summary>Kind of the code point that starts at <paramref name="position"/>, and how many UTF-16 units it takes.</summary>
    public static RuneKind KindAt(this ReadOnlySpan<char> text, int position, out int width)
    {
        if (position >= text.Length)
        {
            width = 0;
            return RuneKind.None;
        }

        Rune.DecodeFromUtf16(text[position..], out var rune, out width);
        if (Rune.IsWhiteSpace(rune))
        {
            return RuneKind.WhiteSpace;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => RuneKind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => RuneKind.Number,
            _ => RuneKind.Other,
        };
    }

    /// <summary>End of the run of <paramref name="kind"/> from <paramref name="position"/>, at most <paramref name="limit"/> code points long.</summary>
    public static int EndOfRun(this ReadOnlySpan<char> text, int position, RuneKind kind, int limit = int.MaxValue)
    {
        for (var count = 0; count < limit && text.KindAt(position, out var width) == kind; count++)
        {
            position += width;
        }

        return position;
    }

    /// <summary>Length of <c>(?i:'s|'t|'re|'ve|'m|'ll|'d)</c> at the start of <paramref name="text"/>, else 0.</summary>
    /// <remarks><c>ſ</c> (U+017F) folds to <c>s</c>; no other character beyond ASCII folds into these letters.</remarks>
    public static int ContractionLength(this ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '\'')
        {
            return 0;
        }

        if (text[1] is 's' or 'S' or 'ſ' or 't' or 'T' or 'm' or 'M' or 'd' or 'D')
        {
            return 2;
        }

        var pair = text.Slice(1, Math.Min(2, text.Length - 1));
        return pair.Equals("re", StringComparison.OrdinalIgnoreCase)
            || pair.Equals("ve", StringComparison.OrdinalIgnoreCase)
            || pair.Equals("ll", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
    }
}
