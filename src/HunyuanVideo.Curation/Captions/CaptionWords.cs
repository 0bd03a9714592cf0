using System.Text;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Words of a text as they are compared: letters and digits in lower case, apostrophes inside.</summary>
internal static class CaptionWords
{
    /// <summary>The words in order.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character) || (character is '\'' or '’' && word.Length > 0))
            {
                word.Append(char.ToLowerInvariant(character));
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>Words by white space: what limits of length count.</summary>
    public static int Count(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>The words with single spaces between and around, so that whole words can be sought in it.</summary>
    public static string Padded(string text) => $" {string.Join(' ', Of(text))} ";

    /// <summary>How often the most frequent row of some words stands in the text.</summary>
    public static int MostRepeats(string text, int length)
    {
        var counts = Rows(Of(text), length).GroupBy(row => row, StringComparer.Ordinal).Select(row => row.Count());
        return counts.DefaultIfEmpty(0).Max();
    }

    /// <summary>Every row of some neighbouring words.</summary>
    public static IEnumerable<string> Rows(IReadOnlyList<string> words, int length) =>
        Enumerable.Range(0, Math.Max(0, words.Count - length + 1)).Select(start => string.Join(' ', words.Skip(start).Take(length)));
}
