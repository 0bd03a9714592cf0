using HunyuanVideo.Curation.Audio;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Scores of sounds by name from a tagger. Source: spec curation §9 (plug-in).</summary>
/// <param name="model">A plug-in of the kind <c>audio-tags</c>, its labels AudioSet names; stays the caller's.</param>
public sealed class AudioTagger(OnnxModel model)
{
    private readonly AudioFormat _format = model.Plugin.Manifest.Audio ?? new AudioFormat();

    /// <summary>Samples per second that <see cref="BySecond"/> wants.</summary>
    public int SampleRate => _format.SampleRate;

    /// <summary>Scores of every second, 0…1, in the order of the labels: the model hears its length around the middle of each.</summary>
    /// <param name="samples">Mono sound of the rate; silence beyond its ends.</param>
    /// <param name="seconds">How many seconds it has.</param>
    /// <exception cref="InputException">The model fails or answers in another shape.</exception>
    public IReadOnlyList<float[]> BySecond(float[] samples, int seconds)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var labels = model.Plugin.Labels.Count;
        var all = Probabilities.EachOf(model.Plugin, [.. Enumerable.Range(0, seconds).SelectMany(second => Scores(Around(second, samples)))]);
        return [.. Enumerable.Range(0, seconds).Select(second => all[(second * labels)..((second + 1) * labels)])];
    }

    /// <summary>The greatest score among labels; 0 if the model knows none of them.</summary>
    /// <param name="scores">Of one second.</param>
    /// <param name="labels">Names.</param>
    public float Greatest(float[] scores, IReadOnlySet<string> labels) =>
        model.Plugin.Labels.Zip(scores).Where(pair => labels.Contains(pair.First)).Select(pair => pair.Second).DefaultIfEmpty(0).Max();

    /// <summary>What a clip's seconds add up to.</summary>
    /// <param name="bySecond">Scores of <see cref="BySecond"/>.</param>
    /// <param name="kind">Class and shares of the clip by speech and music.</param>
    /// <param name="most">Labels that are named, those of the greatest mean first.</param>
    public TagRow Sum(IReadOnlyList<float[]> bySecond, SoundKind kind, int most)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var tags = model.Plugin.Labels.Select((label, index) => (Label: label, Score: bySecond.Average(scores => scores[index])))
            .OrderByDescending(tag => tag.Score).Take(most).ToList();
        return new TagRow
        {
            Class = kind.Class,
            ClassScores = kind.ClassScores,
            SpeechShare = kind.SpeechShare,
            MusicShare = kind.MusicShare,
            Labels = [.. tags.Select(tag => tag.Label)],
            Scores = [.. tags.Select(tag => tag.Score)],
        };
    }

    private float[] Around(int second, float[] samples)
    {
        var length = _format.Samples == 0 ? Math.Max(SampleRate, _format.Window) : _format.Samples;
        return SoundTensor.Stretch(samples, (second * SampleRate) + ((SampleRate - length) / 2), length);
    }

    private float[] Scores(float[] sound)
    {
        var result = model.Run(SoundTensor.Of(sound, _format));
        var labels = model.Plugin.Labels;
        return result.Values.Length == labels.Count
            ? result.Values
            : throw new InputException($"{model.Plugin.Shown}: answers {result.Values.Length} scores, there are {labels.Count} labels; give the labels the model was trained with.");
    }
}
