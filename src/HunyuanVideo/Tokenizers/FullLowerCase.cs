using System.Globalization;
using System.Text;

namespace HunyuanVideo.Tokenizers;

/// <summary>Full Unicode lower-casing, independent of culture: what the runtime's one-to-one mapping lacks are <c>İ</c> and final <c>Σ</c>.</summary>
/// <remarks>Source: spec text-encoders §4.4; the Unicode Standard §3.13, condition Final_Sigma.</remarks>
internal static class FullLowerCase
{
    private const int CapitalIWithDot = 0x130;
    private const int CapitalSigma = 0x3A3;

    public static string Apply(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        var lower = new StringBuilder(text.Length);
        for (var index = 0; index < runes.Length; index++)
        {
            _ = runes[index].Value switch
            {
                CapitalIWithDot => lower.Append("i\u0307"),
                CapitalSigma => lower.Append(EndsWord(runes, index) ? 'ς' : 'σ'),
                _ => lower.Append(Rune.ToLowerInvariant(runes[index])),
            };
        }

        return lower.ToString();
    }

    private static bool EndsWord(ReadOnlySpan<Rune> runes, int sigma)
    {
        var before = sigma - 1;
        while (before >= 0 && IsCaseIgnorable(runes[before]))
        {
            before--;
        }

        if (before < 0 || !IsCased(runes[before]))
        {
            return false;
        }

        var after = sigma + 1;
        while (after < runes.Length && IsCaseIgnorable(runes[after]))
        {
            after++;
        }

        return after == runes.Length || !IsCased(runes[after]);
    }

    private static bool IsCaseIgnorable(Rune rune) =>
        rune.Value is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    /// <summary>Letters with case, and the symbols Unicode lists as Other_Lowercase and Other_Uppercase.</summary>
    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
