using System.Globalization;

namespace HunyuanVideo.Curation.Captions;

/// <summary>What is wrong with what a caption says. Source: spec curation §8.</summary>
internal static class CaptionTextChecks
{
    /// <summary>All faults of content.</summary>
    public static IEnumerable<CaptionFault> Faults(Caption caption, CaptionChecks checks)
    {
        var limits = checks.Limits;
        foreach (var (name, text) in Texts(caption))
        {
            if (IsRefusal(text, limits))
            {
                yield return new(CaptionFault.Refusal, $"{name} is an excuse.");
            }

            var repeats = CaptionWords.MostRepeats(text, limits.RepeatedWords);
            if (repeats > limits.MostRepeats)
            {
                yield return new(CaptionFault.Repetition, $"{name} repeats {limits.RepeatedWords} words {repeats} times.");
            }

            if (IsOfPrompt(text, checks))
            {
                yield return new(CaptionFault.ForeignPrompt, $"{name} holds a piece of a prompt.");
            }
        }

        foreach (var fault in Contradictions(caption, checks))
        {
            yield return fault;
        }

        var prose = string.Join(". ", new[] { caption.Headline, caption.Dense, caption.Background, caption.Lighting, caption.Atmosphere }.OfType<string>());
        if (checks.Language is { } language && CaptionLanguage.Fault(prose, language, limits) is { } reason)
        {
            yield return new(CaptionFault.WrongLanguage, $"{reason}.");
        }
    }

    /// <summary>Whether a text excuses itself.</summary>
    public static bool IsRefusal(string text, CaptionLimits limits) => limits.Refusals.Any(refusal => text.Contains(refusal, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<CaptionFault> Contradictions(Caption caption, CaptionChecks checks)
    {
        if (checks.Facts is not { } facts)
        {
            yield break;
        }

        if (caption.Camera is { } camera && facts.CameraLabel is { } measured && facts.CameraConfidence >= checks.Limits.SureCamera && camera.Label != measured)
        {
            yield return new(CaptionFault.Contradiction, $"camera.label is '{camera.Label}', measured is '{measured}'.");
        }

        if (facts.MaxSpeed is { } speed && speed > checks.Limits.SureSpeed && Texts(caption).Any(text => Denies(text.Text, checks.Limits)))
        {
            yield return new(CaptionFault.Contradiction, string.Create(CultureInfo.InvariantCulture, $"motion is denied, measured are {speed:0.#} % of the diagonal per second."));
        }
    }

    private static bool Denies(string text, CaptionLimits limits)
    {
        var words = CaptionWords.Padded(text);
        return limits.NoMotion.Any(denial => words.Contains($" {denial} ", StringComparison.Ordinal));
    }

    private static bool IsOfPrompt(string text, CaptionChecks checks)
    {
        if (checks.Limits.PromptMarks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var prompt = checks.Prompt is null ? "" : CaptionWords.Padded(checks.Prompt);
        return prompt.Length > 0 && CaptionWords.Rows(CaptionWords.Of(text), checks.Limits.PromptWords).Any(row => prompt.Contains($" {row} ", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, string Text)> Texts(Caption caption)
    {
        (string Name, string? Text)[] single =
        [
            ("short", caption.Headline), ("dense", caption.Dense), ("background", caption.Background), ("style", caption.Style), ("shot_type", caption.ShotType),
            ("lighting", caption.Lighting), ("atmosphere", caption.Atmosphere), ("audio.sound", caption.Audio?.Sound), ("audio.music", caption.Audio?.Music),
            ("audio.merged", caption.Audio?.Merged), ("audio.speech.text", caption.Audio?.Speech?.Text),
        ];
        var tags = caption.Quality.Select(tag => ("quality", tag)).Concat(caption.Source.Select(tag => ("source", tag)));
        var things = caption.Things.Select((thing, index) => ($"things[{index}]", $"{thing.Size} {thing.Colour} {thing.Name} {thing.Motion}"));
        return single.Where(entry => entry.Text is not null).Select(entry => (entry.Name, entry.Text!)).Concat(tags).Concat(things);
    }
}
