using System.Text;

namespace HunyuanVideo.Curation.Text;

/// <summary>Which scripts a text is written in, by the blocks of its letters. Source: spec curation §4 S6.</summary>
public static class WritingScript
{
    // First and last code point of the blocks that matter; letters elsewhere count as none.
    private static readonly (int First, int Last, string Code)[] Blocks =
    [
        ('A', 'Z', "Latn"), ('a', 'z', "Latn"), (0xC0, 0x24F, "Latn"), (0x1E00, 0x1EFF, "Latn"),
        (0x370, 0x3FF, "Grek"), (0x400, 0x52F, "Cyrl"), (0x530, 0x58F, "Armn"), (0x590, 0x5FF, "Hebr"),
        (0x600, 0x6FF, "Arab"), (0x750, 0x77F, "Arab"), (0x900, 0x97F, "Deva"), (0x980, 0x9FF, "Beng"), (0xB80, 0xBFF, "Taml"),
        (0xE00, 0xE7F, "Thai"), (0x10A0, 0x10FF, "Geor"), (0x1100, 0x11FF, "Hang"), (0x3040, 0x30FF, "Kana"), (0x3400, 0x4DBF, "Hani"),
        (0x4E00, 0x9FFF, "Hani"), (0xAC00, 0xD7AF, "Hang"), (0xF900, 0xFAFF, "Hani"), (0x20000, 0x2FA1F, "Hani"),
    ];

    /// <summary>ISO 15924 code of the character's script, or null for anything but a letter of a known block.</summary>
    public static string? Of(Rune letter) =>
        Rune.IsLetter(letter) ? Array.Find(Blocks, block => letter.Value >= block.First && letter.Value <= block.Last).Code : null;

    /// <summary>Letters of each script, scripts in ordinal order.</summary>
    public static IReadOnlyDictionary<string, int> Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Of(rune) is { } code)
            {
                counts[code] = counts.GetValueOrDefault(code) + 1;
            }
        }

        return counts;
    }
}
