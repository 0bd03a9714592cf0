using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Whether a text may be of a language: by its script, and for those written in Latin letters by their small words.</summary>
internal static class CaptionLanguage
{
    private const string Latin = "Latn";

    private static readonly Dictionary<string, string[]> Scripts = new(StringComparer.Ordinal)
    {
        ["zh"] = ["Hani"],
        ["ja"] = ["Hani", "Kana"],
        ["ko"] = ["Hang", "Hani"],
        ["ru"] = ["Cyrl"],
        ["uk"] = ["Cyrl"],
        ["el"] = ["Grek"],
        ["ar"] = ["Arab"],
        ["he"] = ["Hebr"],
        ["hi"] = ["Deva"],
        ["th"] = ["Thai"],
    };

    private static readonly Dictionary<string, string[]> SmallWords = new(StringComparer.Ordinal)
    {
        ["en"] = ["the", "a", "an", "of", "and", "is", "are", "with", "to", "in", "on", "at", "by", "from", "over", "its", "his", "her"],
        ["de"] = ["der", "die", "das", "ein", "eine", "und", "ist", "mit", "von", "im", "auf", "den", "dem", "zu", "einem", "einer", "sich"],
        ["fr"] = ["le", "la", "les", "un", "une", "et", "est", "avec", "de", "des", "dans", "sur", "du", "au", "en", "par"],
        ["es"] = ["el", "la", "los", "las", "un", "una", "y", "es", "con", "de", "en", "del", "al", "por", "se", "su"],
        ["it"] = ["il", "lo", "la", "gli", "un", "una", "e", "è", "con", "di", "in", "del", "della", "su", "da", "che"],
        ["pt"] = ["o", "os", "as", "um", "uma", "e", "é", "com", "de", "em", "do", "da", "no", "na", "por", "se"],
        ["nl"] = ["de", "het", "een", "en", "is", "met", "van", "op", "te", "aan", "zijn", "naar", "door", "bij"],
    };

    /// <summary>Why the text is of another language, or null.</summary>
    public static string? Fault(string text, string language, CaptionLimits limits)
    {
        var counts = WritingScript.Count(text);
        var letters = counts.Values.Sum();
        var wanted = Scripts.GetValueOrDefault(language, [Latin]);
        var share = letters == 0 ? 1 : (double)wanted.Sum(script => counts.GetValueOrDefault(script)) / letters;
        if (share < limits.LeastScriptShare)
        {
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"only {share:0.00} of the letters belong to the script of '{language}'");
        }

        return OtherSmallWords(CaptionWords.Of(text), language, limits) is { } other ? $"the small words are those of '{other}', not of '{language}'" : null;
    }

    private static string? OtherSmallWords(IReadOnlyList<string> words, string language, CaptionLimits limits)
    {
        if (words.Count < limits.LeastLanguageWords || !SmallWords.TryGetValue(language, out var own))
        {
            return null;
        }

        var hits = words.Count(own.Contains);
        return SmallWords.Where(other => other.Key != language && words.Count(other.Value.Contains) > 2 * hits)
            .Select(other => other.Key).Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
