using System.Globalization;
using System.Text;

namespace HunyuanVideo.Tokenizers;

/// <summary>How CLIP's two reference tokenizers prepare a stretch of text.</summary>
/// <remarks>Source: spec text-encoders §4.3 step 2 and its last paragraph.</remarks>
internal static class ClipCleanup
{
    /// <summary>The slow tokenizer: control characters dropped, ideographs set apart.</summary>
    public static string Slow(ReadOnlySpan<char> stretch)
    {
        var clean = new StringBuilder(stretch.Length);
        foreach (var rune in stretch.EnumerateRunes())
        {
            if (IsSpace(rune))
            {
                clean.Append(' ');
            }
            else if (IsDropped(rune))
            {
                continue;
            }
            else if (IsIdeograph(rune.Value))
            {
                clean.Append(' ').Append(rune).Append(' ');
            }
            else
            {
                clean.Append(rune);
            }
        }

        var words = CanonicalComposition.Apply(clean.ToString()).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(FullLowerCase.Apply));
    }

    /// <summary>The fast tokenizer: form C, white space collapsed, lower case.</summary>
    public static string Fast(ReadOnlySpan<char> stretch)
    {
        var collapsed = new StringBuilder(stretch.Length);
        foreach (var rune in CanonicalComposition.Apply(stretch.ToString()).EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                collapsed.Append(rune);
            }
            else if (collapsed.Length == 0 || collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return FullLowerCase.Apply(collapsed.ToString());
    }

    private static bool IsSpace(Rune rune) =>
        rune.Value is '\t' or '\n' or '\r' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator;

    private static bool IsDropped(Rune rune) => rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool IsIdeograph(int point) => point is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F)
        or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
