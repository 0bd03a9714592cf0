using System.Text.Json;

namespace HunyuanVideo.Curation.Captions;

/// <summary>Reads captions that others wrote: strictly, and with all faults together. Never throws for bad text. Source: spec curation §8.</summary>
public static class CaptionReader
{
    /// <summary>Reads a reply.</summary>
    /// <param name="text">JSON, perhaps fenced or with words around.</param>
    /// <param name="checks">What it must agree with.</param>
    public static CaptionReading Read(string text, CaptionChecks? checks = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        checks ??= new();
        if (text.Length > checks.Limits.MostCharacters)
        {
            return Fail(CaptionFault.TooLarge, $"the reply has {text.Length} characters; at most {checks.Limits.MostCharacters} are read.");
        }

        foreach (var candidate in Candidates(text))
        {
            if (Parse(candidate, checks.Limits) is { } document)
            {
                using (document)
                {
                    return Read(document.RootElement, checks);
                }
            }
        }

        return CaptionTextChecks.IsRefusal(text, checks.Limits)
            ? Fail(CaptionFault.Refusal, "the reply is an excuse, not a caption.")
            : Fail(CaptionFault.NotJson, "the reply is not one JSON object.");
    }

    private static CaptionReading Fail(string code, string message) => new(null, [new(code, message)]);

    private static CaptionReading Read(JsonElement root, CaptionChecks checks)
    {
        var fields = new CaptionFields(checks.Limits);
        var caption = fields.Read(root);
        if (caption is null)
        {
            return new(null, fields.Faults);
        }

        return new(caption, [.. fields.Faults, .. CaptionTextChecks.Faults(caption, checks)]);
    }

    /// <summary>The text itself, else what is fenced, else what stands between the outermost braces: unwrapped once.</summary>
    private static IEnumerable<string> Candidates(string text)
    {
        yield return text;
        const string fence = "```";
        var open = text.IndexOf(fence, StringComparison.Ordinal);
        var line = open < 0 ? -1 : text.IndexOf('\n', open);
        var close = line < 0 ? -1 : text.IndexOf(fence, line, StringComparison.Ordinal);
        if (close >= 0)
        {
            yield return text[line..close];
        }

        var (first, last) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (first >= 0 && last > first && last - first + 1 < text.Length)
        {
            yield return text[first..(last + 1)];
        }
    }

    private static JsonDocument? Parse(string text, CaptionLimits limits)
    {
        try
        {
            var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = limits.MostDepth });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)      // the latter: half a surrogate pair
        {
            return null;
        }
    }
}
