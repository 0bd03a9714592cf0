using System.Globalization;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Who judges clips. Names that differ in case alone are one person's.</summary>
public static class AnnotatorName
{
    /// <summary>What a name must be, to stand behind where it was found.</summary>
    public const string Rule = "is no name; give one of at most 100 letters, without white space at its ends, unseen letters and accents apart from theirs.";

    private const int MostLetters = 100;

    /// <summary>Whether a text is a name: without letters that nobody sees, and without accents that stand apart, for the same name would be another.</summary>
    public static bool IsOne(string? text) => text is { Length: > 0 and <= MostLetters } && text == text.Trim()
        && !text.Any(letter => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format || letter is >= '\u0300' and <= '\u036f');

    /// <summary>The form under which a person's judgements are found.</summary>
    internal static string Key(string name) => name.ToLowerInvariant();
}
