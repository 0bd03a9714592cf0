namespace HunyuanVideo.Curation.Captions;

/// <summary>The fixed templates: one sentence, or several, for each field that has content.</summary>
internal static class CaptionSentences
{
    private const string Vowels = "aeiou";

    /// <summary>The field's text with full stops, single spaces; empty where the field has no content.</summary>
    public static string Of(Caption caption, CaptionField field) => Sentence(CaptionText.Single(field switch
    {
        CaptionField.Headline => caption.Headline,
        CaptionField.Dense => caption.Dense ?? "",
        CaptionField.Background => caption.Background is { } background ? Background(background) : "",
        CaptionField.Style => caption.Style is { } style ? $"the style is {Words(style)}" : "",
        CaptionField.ShotType => caption.ShotType is { } shot ? Shot(Words(shot)) : "",
        CaptionField.Lighting => caption.Lighting is { } lighting ? Labelled("lighting", lighting) : "",
        CaptionField.Atmosphere => caption.Atmosphere is { } atmosphere ? Labelled("atmosphere", atmosphere) : "",
        CaptionField.Camera => caption.Camera is { } camera ? CameraSentence.Of(camera.Label) : "",
        CaptionField.Quality => Tags("quality", caption.Quality),
        CaptionField.Source => Tags("source", caption.Source),
        CaptionField.Things => Things(caption.Things),
        _ => caption.Audio is { } audio ? Audio(audio) : "",
    }));

    /// <summary>What must stand in a dense description for it to contain the field; each is sought as whole words.</summary>
    public static IEnumerable<string> Marks(Caption caption, CaptionField field) => field switch
    {
        CaptionField.Camera when caption.Camera is { } camera => [CameraSentence.Of(camera.Label)],
        CaptionField.Things => caption.Things.Select(thing => $"{thing.Colour} {thing.Name}"),
        CaptionField.Quality => caption.Quality,
        CaptionField.Source => caption.Source,
        CaptionField.Style => [caption.Style is { } style ? Words(style) : ""],
        CaptionField.ShotType => [caption.ShotType is { } shot ? Words(shot) : ""],
        CaptionField.Background => [caption.Background ?? ""],
        CaptionField.Lighting => [caption.Lighting ?? ""],
        CaptionField.Atmosphere => [caption.Atmosphere ?? ""],
        _ => [Of(caption, field)],
    };

    /// <summary>The first letter as a capital, a full stop at the end unless there is one.</summary>
    private static string Sentence(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var ended = text[^1] is '.' or '!' or '?' or '…' or '。' ? text : text.TrimEnd(',', ';', ':', ' ') + ".";
        return char.ToUpperInvariant(ended[0]) + ended[1..];
    }

    private static string Background(string text) =>
        CaptionWords.Of(text).Contains("background") || IsClause(text) ? text : $"the background: {text}";

    private static string Shot(string shot) =>
        shot is "close up" or "extreme close up" ? $"{Article(shot)}-up" : $"{Article(shot)} shot";

    private static string Article(string words)
    {
        var noun = words.EndsWith(" up", StringComparison.Ordinal) ? words[..^3] : words;
        return $"{(noun.Length > 0 && Vowels.Contains(char.ToLowerInvariant(noun[0]), StringComparison.Ordinal) ? "an" : "a")} {noun}";
    }

    private static string Labelled(string label, string text) => IsClause(text) ? text : $"{label}: {text}";

    /// <summary>Whether a text is a sentence by itself: "the corners are dark".</summary>
    private static bool IsClause(string text)
    {
        var words = CaptionWords.Of(text);
        return words.Count > 2 && words[0] is "the" or "it" or "everything" && words.Skip(2).Any(word => word is "is" or "are" or "flickers" or "falls" or "comes");
    }

    private static string Tags(string label, IReadOnlyList<string> tags)
    {
        var texts = tags.Select(Words).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        return texts.Length == 0 ? "" : $"{label}: {string.Join(", ", texts)}";
    }

    private static string Things(IReadOnlyList<CaptionThing> things)
    {
        var phrases = things.Select(Phrase).ToArray();
        return phrases.Length switch
        {
            0 => "",
            _ when things.All(thing => string.IsNullOrWhiteSpace(thing.Motion)) => $"there is {Join(phrases)}",
            _ => Join(phrases),
        };
    }

    private static string Phrase(CaptionThing thing)
    {
        var name = CaptionText.Single($"{thing.Size} {thing.Colour} {thing.Name}");
        var first = CaptionWords.Of(name) is [var word, ..] ? word : "";
        var noun = first is "a" or "an" or "the" or "some" or "two" or "three" or "several" or "many" ? name : Article(name);
        return CaptionText.Single($"{noun} {thing.Motion}");
    }

    private static string Join(string[] phrases) =>
        phrases.Length == 1 ? phrases[0] : $"{string.Join(", ", phrases[..^1])} and {phrases[^1]}";

    private static string Audio(CaptionAudio audio)
    {
        if (audio.Merged is { } merged)
        {
            return $"sound: {merged}";
        }

        var speech = audio.Speech?.Text is { } words ? $"someone says \"{words}\"" : audio.Speech?.Language is { } language ? $"speech in {language}" : null;
        var parts = new[] { audio.Sound, audio.Music, speech }.OfType<string>().ToArray();
        return parts.Length > 0 ? $"sound: {string.Join(", ", parts)}" : audio.Class is { } kind ? $"sound: {Words(kind)}" : "";
    }

    private static string Words(string label) => CaptionText.Single(label.Replace('_', ' '));
}
