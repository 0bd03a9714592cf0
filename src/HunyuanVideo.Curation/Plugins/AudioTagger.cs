namespace HunyuanVideo.Curation.Plugins;

/// <summary>Scores of sounds by name from a tagger. Source: spec curation §9 (plug-in).</summary>
/// <param name="model">A plug-in of the kind <c>audio-tags</c>, its labels AudioSet names; stays the caller's.</param>
public sealed class AudioTagger(OnnxModel model)
{
    private readonly AudioFormat _format = model.Plugin.Manifest.Audio ?? new AudioFormat();

    /// <summary>Samples per second that <see cref="Tag"/> wants.</summary>
    public int SampleRate => _format.SampleRate;

    /// <summary>Scores by label, 0…1, in the order of the labels.</summary>
    /// <param name="samples">Mono sound of the rate; cut or filled with silence to the model's length if that is fixed.</param>
    /// <exception cref="InputException">The model fails or answers in another shape.</exception>
    public IReadOnlyList<(string Label, float Score)> Tag(ReadOnlySpan<float> samples)
    {
        var sound = new float[_format.Samples == 0 ? Math.Max(samples.Length, _format.Window) : _format.Samples];
        samples[..Math.Min(samples.Length, sound.Length)].CopyTo(sound);
        var result = model.Run(_format.Layout switch
        {
            AudioLayout.Samples => new OnnxTensor(sound, [sound.Length]),
            AudioLayout.Batch => new OnnxTensor(sound, [1, sound.Length]),
            _ => MelSpectrogram.Of(sound, _format),
        });
        var labels = model.Plugin.Labels;
        return result.Values.Length == labels.Count
            ? [.. labels.Zip(result.Values, (label, score) => (label, score is >= 0 and <= 1 ? score : 1 / (1 + MathF.Exp(-score))))]
            : throw new InputException($"{model.Plugin.ModelPath}: answers {result.Values.Length} scores, there are {labels.Count} labels; give the labels the model was trained with.");
    }

    /// <summary>The greatest score among labels; 0 if the model knows none of them.</summary>
    public static float Greatest(IReadOnlyList<(string Label, float Score)> scores, IReadOnlySet<string> labels)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        return scores.Where(pair => labels.Contains(pair.Label)).Select(pair => pair.Score).DefaultIfEmpty(0).Max();
    }
}
