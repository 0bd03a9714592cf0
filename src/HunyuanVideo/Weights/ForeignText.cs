namespace HunyuanVideo.Weights;

/// <summary>Text of a stranger's file, made fit for a message: short, and without control characters.</summary>
internal static class ForeignText
{
    private const int Longest = 120;

    /// <summary>At most the first 120 characters of <paramref name="text"/>, control and broken characters shown as <c>?</c>.</summary>
    public static string Show(string text)
    {
        var shown = text.Length > Longest ? text[..Longest] : text;
        var clean = string.Concat(shown.Select(symbol => char.IsControl(symbol) || char.IsSurrogate(symbol) ? '?' : symbol));
        return text.Length > Longest ? clean + "…" : clean;
    }

    /// <summary>The first <paramref name="shown"/> of <paramref name="items"/>, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> items, int shown) =>
        string.Join(", ", items.Take(shown).Select(Show)) + (items.Count > shown ? $" and {items.Count - shown} more" : "");
}
