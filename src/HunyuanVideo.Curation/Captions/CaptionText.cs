using System.Text;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Text as captions may hold it.</summary>
internal static class CaptionText
{
    private const int MostShown = 40;

    /// <summary>Composed, trimmed, control characters and halves of surrogate pairs taken out, line ends and tabs as spaces.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or '\t')
            {
                clean.Append(' ');
            }
            else if (!Rune.IsControl(rune) && rune != Rune.ReplacementChar)
            {
                clean.Append(rune);
            }
        }

        return ComposedLetters.Compose(clean.ToString().Trim());
    }

    /// <summary>The text with one space wherever there is white space.</summary>
    public static string Single(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A stranger's text as a message may show it.</summary>
    public static string Shown(string text)
    {
        var clean = Clean(text);
        return clean.Length <= MostShown ? clean : clean[..MostShown] + "…";
    }
}
