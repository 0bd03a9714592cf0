using System.Text.Json;

namespace HunyuanVideo.Curation.Captions;

/// <summary>The fields of a caption's JSON, and what is wrong with their form.</summary>
/// <param name="limits">Limits.</param>
internal sealed class CaptionFields(CaptionLimits limits)
{
    private readonly List<CaptionFault> _faults = [];

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<CaptionFault> Faults => _faults;

    /// <summary>The caption, or null where version or short sentence are no use.</summary>
    /// <param name="root">An object.</param>
    public Caption? Read(JsonElement root)
    {
        var entries = Entries(root, "", CaptionJson.Fields);
        if (!entries.TryGetValue("version", out var version))
        {
            Add(CaptionFault.Missing, "version is missing.");
        }
        else if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Caption.CurrentVersion)
        {
            Add(CaptionFault.WrongValue, $"version must be {Caption.CurrentVersion}.");
        }

        var headline = Text(entries, "short", "", limits.MostShortWords);
        if (headline is null)
        {
            Add(CaptionFault.Missing, "short is missing.");
            return null;
        }

        return new Caption
        {
            Headline = headline,
            Dense = Text(entries, "dense", "", limits.MostDenseWords),
            Background = Text(entries, "background", "", limits.MostWords),
            Style = Text(entries, "style", "", limits.MostWords),
            ShotType = Text(entries, "shot_type", "", limits.MostWords),
            Lighting = Text(entries, "lighting", "", limits.MostWords),
            Atmosphere = Text(entries, "atmosphere", "", limits.MostWords),
            Camera = Camera(entries),
            Quality = Tags(entries, "quality"),
            Source = Tags(entries, "source"),
            Things = Things(entries),
            Audio = Audio(entries),
        };
    }

    private CaptionCamera? Camera(Dictionary<string, JsonElement> entries)
    {
        if (Object(entries, "camera", "", CaptionJson.CameraFields) is not { } camera)
        {
            return null;
        }

        var label = Text(camera, "label", "camera.", limits.MostWords);
        if (label is null)
        {
            return null;        // null says: not sure
        }

        if (!CameraSentence.Labels.Contains(label, StringComparer.Ordinal))
        {
            Add(CaptionFault.WrongValue, $"camera.label '{label}' is none of {string.Join(", ", CameraSentence.Labels)}.");
            return null;
        }

        if (!camera.TryGetValue("confidence", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return new(label);
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var confidence) && confidence is >= 0 and <= 1)
        {
            return new(label, confidence);
        }

        Add(CaptionFault.WrongValue, "camera.confidence must be a number from 0 to 1.");
        return new(label);
    }

    private CaptionThing[] Things(Dictionary<string, JsonElement> entries)
    {
        var things = new List<CaptionThing>();
        foreach (var (element, index) in List(entries, "things").Select((element, index) => (element, index)))
        {
            var place = $"things[{index}].";
            if (element.ValueKind != JsonValueKind.Object)
            {
                Add(CaptionFault.WrongValue, $"things[{index}] must be an object.");
                continue;
            }

            var thing = Entries(element, place, CaptionJson.ThingFields);
            if (Text(thing, "name", place, limits.MostWords) is { } name)
            {
                things.Add(new(name, Text(thing, "colour", place, limits.MostWords), Text(thing, "size", place, limits.MostWords), Text(thing, "motion", place, limits.MostWords)));
            }
            else
            {
                Add(CaptionFault.Missing, $"{place}name is missing.");
            }
        }

        return [.. things];
    }

    private CaptionAudio? Audio(Dictionary<string, JsonElement> entries)
    {
        if (Object(entries, "audio", "", CaptionJson.AudioFields) is not { } audio)
        {
            return null;
        }

        var kind = Text(audio, "class", "audio.", limits.MostWords);
        if (kind is not null && !CaptionJson.AudioClasses.Contains(kind, StringComparer.Ordinal))
        {
            Add(CaptionFault.WrongValue, $"audio.class '{kind}' is none of {string.Join(", ", CaptionJson.AudioClasses)}.");
            kind = null;
        }

        var speech = Object(audio, "speech", "audio.", CaptionJson.SpeechFields);
        return new(
            kind, Text(audio, "sound", "audio.", limits.MostWords), Text(audio, "music", "audio.", limits.MostWords),
            speech is null ? null : new(Text(speech, "language", "audio.speech.", limits.MostWords), Text(speech, "text", "audio.speech.", limits.MostDenseWords)),
            Text(audio, "merged", "audio.", limits.MostWords));
    }

    private string[] Tags(Dictionary<string, JsonElement> entries, string name)
    {
        var tags = new List<string>();
        foreach (var (element, index) in List(entries, name).Select((element, index) => (element, index)))
        {
            if (CleanText(element, $"{name}[{index}]", limits.MostWords) is { Length: > 0 } tag)
            {
                tags.Add(tag);
            }
        }

        return [.. tags];
    }

    private JsonElement[] List(Dictionary<string, JsonElement> entries, string name)
    {
        if (!entries.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > limits.MostEntries)
        {
            Add(CaptionFault.WrongValue, $"{name} must be a list of at most {limits.MostEntries} entries.");
            return [];
        }

        return [.. value.EnumerateArray()];
    }

    private Dictionary<string, JsonElement>? Object(Dictionary<string, JsonElement> entries, string name, string place, IReadOnlyList<string> known)
    {
        if (!entries.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(CaptionFault.WrongValue, $"{place}{name} must be an object or null.");
            return null;
        }

        return Entries(value, $"{place}{name}.", known);
    }

    private Dictionary<string, JsonElement> Entries(JsonElement element, string place, IReadOnlyList<string> known)
    {
        var entries = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var name = Name(property);
            if (name is null || !known.Contains(name, StringComparer.Ordinal))
            {
                Add(CaptionFault.UnknownKey, $"{place}{CaptionText.Shown(name ?? "?")} is unknown; known are {string.Join(", ", known)}.");
            }
            else if (!entries.TryAdd(name, property.Value))
            {
                Add(CaptionFault.UnknownKey, $"{place}{name} stands there twice.");
            }
        }

        return entries;
    }

    private string? Text(Dictionary<string, JsonElement> entries, string name, string place, int mostWords) =>
        entries.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? CleanText(value, place + name, mostWords) : null;

    /// <summary>The text, cleaned where it was not clean; null where it is none or empty.</summary>
    private string? CleanText(JsonElement element, string place, int mostWords)
    {
        if (element.ValueKind != JsonValueKind.String || Value(element) is not { } text)
        {
            Add(CaptionFault.WrongValue, $"{place} must be a text.");
            return null;
        }

        var clean = CaptionText.Clean(text);
        if (!string.Equals(clean, text, StringComparison.Ordinal))
        {
            Add(CaptionFault.UncleanText, $"{place} must be trimmed, composed (NFC) and without control characters.");
        }

        var words = CaptionWords.Count(clean);
        if (words > mostWords)
        {
            Add(CaptionFault.WrongLength, $"{place} has {words} words; at most {mostWords} are allowed.");
        }

        if (place == "short" && words < limits.LeastShortWords)
        {
            Add(CaptionFault.WrongLength, $"short has {words} words; at least {limits.LeastShortWords} are needed.");
        }

        return clean.Length == 0 ? null : clean;
    }

    private static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)       // an escaped half of a surrogate pair
        {
            return null;
        }
    }

    private static string? Value(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)       // the same
        {
            return null;
        }
    }

    private void Add(string code, string message) => _faults.Add(new(code, message));
}
