namespace HunyuanVideo.Curation.Stages;

/// <summary>Who judges clips. Names that differ in case alone are one person's.</summary>
public static class AnnotatorName
{
    /// <summary>What a name must be, to stand behind where it was found.</summary>
    public const string Rule = "is no name; give one of at most 100 letters, without white space at its ends.";

    private const int MostLetters = 100;

    /// <summary>Whether a text is a name.</summary>
    public static bool IsOne(string? text) => text is { Length: > 0 and <= MostLetters } && text == text.Trim() && !text.Any(char.IsControl);

    /// <summary>The form under which a person's judgements are found.</summary>
    internal static string Key(string name) => name.ToLowerInvariant();
}
