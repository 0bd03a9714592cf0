using HunyuanVideo.Curation.Alike;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// How well sound and picture go together: one model of two encoders, frames [1, T, 3, H, W] and sound to two vectors of one
/// length. Source: spec curation §9 (plug-in).
/// </summary>
/// <param name="model">A plug-in of the kind <c>av-consistency</c>; stays the caller's.</param>
public sealed class MatchJudge(OnnxModel model)
{
    private readonly AudioFormat _format = model.Plugin.Manifest.Audio ?? new AudioFormat();

    /// <summary>Samples per second that <see cref="Judge"/> wants.</summary>
    public int SampleRate => _format.SampleRate;

    /// <summary>Cosine of the two vectors.</summary>
    /// <param name="frames">As many as the model takes, evenly spaced.</param>
    /// <param name="samples">The clip's sound; of a longer one the model hears the middle.</param>
    /// <exception cref="InputException">The model fails, or gives vectors of two lengths or without direction.</exception>
    public MatchRow Judge(IReadOnlyList<RgbPicture> frames, float[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var length = _format.Samples == 0 ? Math.Max(samples.Length, _format.Window) : _format.Samples;
        var results = model.Run(new Dictionary<string, OnnxTensor>
        {
            ["frames"] = PictureTensor.From(frames, model.Plugin.Picture),
            ["sound"] = SoundTensor.Of(SoundTensor.Stretch(samples, (samples.Length - length) / 2, length), _format),
        });
        var (picture, sound) = (results["picture"].Values, results["sound"].Values);
        float[] left = new float[picture.Length], right = new float[sound.Length];
        return picture.Length == sound.Length && UnitVectors.TryScale(picture, left) && UnitVectors.TryScale(sound, right)
            ? new MatchRow { Cosine = (float)left.Zip(right, (a, b) => (double)a * b).Sum() }
            : throw new InputException($"{model.Plugin.Shown}: gives vectors of {picture.Length} and {sound.Length} numbers; two of one length that are not zero are wanted.");
    }
}
