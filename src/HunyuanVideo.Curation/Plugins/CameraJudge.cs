using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>The camera's move by a model [1, T, 3, H, W] → [1, 14]. Source: spec curation §4 S15 (plug-in).</summary>
/// <param name="model">A plug-in of the kind <c>camera</c>; stays the caller's.</param>
public sealed class CameraJudge(OnnxModel model)
{
    /// <summary>Label, confidence and the 14 scores, which add up to 1; logits go through a softmax.</summary>
    /// <param name="frames">As many as the model takes, evenly spaced.</param>
    /// <exception cref="InputException">The model fails or answers in another shape.</exception>
    public CameraModelRow Judge(IReadOnlyList<RgbPicture> frames)
    {
        var result = model.Run(PictureTensor.From(frames, model.Plugin.Picture));
        if (result.Values.Length != CameraLabels.Names.Count)
        {
            throw new InputException($"{model.Plugin.Shown}: answers [{string.Join(", ", result.Shape)}]; [1, {CameraLabels.Names.Count}] is wanted.");
        }

        var scores = Probabilities.Of(model.Plugin, result.Values);
        var top = Array.IndexOf(scores, scores.Max());
        return new CameraModelRow { Label = CameraLabels.Names[top], Confidence = scores[top] - scores.Where((_, label) => label != top).Max(), Scores = scores };
    }
}
