namespace HunyuanVideo.Curation.Captions;

/// <summary>Captions of plain sentences from what was measured: needs no model and says nothing it does not know. Source: spec curation §8.</summary>
/// <param name="options">From which values it says what.</param>
public sealed class FactsCaptionSource(FactsOptions? options = null) : ICaptionSource
{
    /// <summary>Version of the algorithm.</summary>
    public const int Version = 1;

    private readonly FactsOptions _options = options ?? new();

    /// <inheritdoc/>
    public string Name => "facts";

    /// <inheritdoc/>
    public Task<CaptionRow?> WriteAsync(CaptionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult<CaptionRow?>(new() { ClipId = request.ClipId, Source = Name, Json = Write(request.Facts).ToJson(), Valid = true });
    }

    /// <summary>The caption of measured facts.</summary>
    public Caption Write(ClipFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var clauses = new[] { View(facts), CameraClause(facts), TextClause(facts) }.OfType<string>().ToArray();
        var more = new[] { MotionClause(facts), Flickers(facts) ? "the light flickers" : null, Reading(facts) }.OfType<string>();
        return new()
        {
            Headline = string.Join("; ", clauses),
            Dense = string.Join(". ", clauses.Concat(more)) + ".",
            Lighting = Lighting(facts),
            Camera = Camera(facts),
            Quality = Tags(facts),
            Source = facts.Origin is { } origin && CaptionText.Clean(origin) is { Length: > 0 } clean ? [FirstWords(clean)] : [],
            Audio = Audio(facts),
        };
    }

    private string View(ClipFacts facts)
    {
        string?[] words = [Exposure(facts), Hue(facts), facts.MaxSpeed < _options.Static ? "static" : null];
        var known = words.OfType<string>().ToArray();
        return known.Length == 0 ? "a view of a scene" : $"a {string.Join(", ", known)} view";
    }

    private string? Exposure(ClipFacts facts) => facts.ExposureMean switch
    {
        null => null,
        var mean when mean < _options.Dark => "dark",
        var mean when mean < _options.Dim => "dim",
        var mean when mean > _options.Bright => "bright",
        _ => null,
    };

    private string? Hue(ClipFacts facts)
    {
        if (facts.Colourfulness < _options.Grey)
        {
            return "colourless";
        }

        return facts.Warmth switch
        {
            { } warmth when warmth > _options.Warm => "warm",
            { } warmth when warmth < -_options.Warm => "cool",
            _ => facts.Colourfulness > _options.Colourful ? "colourful" : null,
        };
    }

    private CaptionCamera? Camera(ClipFacts facts) =>
        facts is { CameraLabel: { } label, CameraConfidence: { } confidence } && confidence >= _options.SureCamera && CameraSentence.Labels.Contains(label, StringComparer.Ordinal)
            ? new(label, Math.Round(confidence, 2))
            : null;

    private string? CameraClause(ClipFacts facts) =>
        Camera(facts) is { Label: not "static" } camera ? LowerFirst(CameraSentence.Of(camera.Label).TrimEnd('.')) : null;

    private string? TextClause(ClipFacts facts)
    {
        if (!(facts.TextCoverage >= _options.Text))
        {
            return null;
        }

        return facts switch
        {
            { HasScroll: true } => "text scrolls over the picture",
            { HasSubtitles: true } => "subtitles at the bottom",
            _ => facts.TextCoverage >= _options.MuchText ? "text covers much of the picture" : "some text in the picture",
        };
    }

    private string? MotionClause(ClipFacts facts) => facts.ObjectSpeed switch
    {
        null => null,
        var speed when speed < _options.Static => facts.GlobalSpeed < _options.Static ? "nothing seems to move" : "only the camera moves",
        var speed when speed < _options.Slow => "things move slowly",
        var speed when speed > _options.Fast => "things move fast",
        _ => "things move",
    };

    private bool Flickers(ClipFacts facts) => facts.Flicker > _options.Flicker;

    private string? Reading(ClipFacts facts)
    {
        var sample = facts.TextCoverage >= _options.Text && facts.TextSample is { } text ? CaptionText.Single(CaptionText.Clean(text)).Replace('"', '\'') : "";
        return sample.Length == 0 ? null : $"the text reads \"{FirstWords(sample)}\"";
    }

    private string? Lighting(ClipFacts facts)
    {
        string?[] words =
        [
            Exposure(facts),
            facts.Contrast < _options.Soft ? "soft" : facts.Contrast > _options.Hard ? "hard" : null,
            Flickers(facts) ? "flickering" : null,
        ];
        var known = words.OfType<string>().ToArray();
        return known.Length == 0 ? null : $"{string.Join(", ", known)} light";
    }

    private string[] Tags(ClipFacts facts)
    {
        string?[] tags =
        [
            facts.Clarity >= _options.Sharp ? "sharp" : facts.Clarity < _options.Blurred ? "blurred" : null,
            facts.NoiseSigma > _options.Noisy ? "noisy" : null,
            facts.Quality >= _options.Good ? "good quality" : null,
            facts.HasLogo is true ? "logo" : null,
        ];
        return [.. tags.OfType<string>()];
    }

    private CaptionAudio? Audio(ClipFacts facts)
    {
        if (facts.SilenceRatio > _options.Silent || facts.AudioClass is not { } kind || !CaptionJson.AudioClasses.Contains(kind, StringComparer.Ordinal))
        {
            return null;
        }

        var sound = kind switch
        {
            "sound_with_speech" => "someone speaks",
            "sound_with_music" => "sounds with music",
            "pure_music" => "music",
            _ => "sounds without speech or music",
        };
        var rate = facts.OnsetsPerSecond >= _options.Onsets ? $", about {Times(facts.OnsetsPerSecond.Value)}" : "";
        return new(kind, Sound: kind == "pure_music" ? null : sound + rate, Music: kind == "pure_music" ? sound + rate : null, Merged: sound + rate);
    }

    private static string Times(double perSecond) => perSecond switch
    {
        < 0.75 => "every two seconds",
        < 1.5 => "once a second",
        < 2.5 => "twice a second",
        _ => FormattableString.Invariant($"{Math.Round(perSecond):0} times a second"),
    };

    private string FirstWords(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(_options.MostTextWords));

    private static string LowerFirst(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
