using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>The camera's move by a model [1, T, 3, H, W] → [1, 14]. Source: spec curation §4 S15 (plug-in).</summary>
/// <param name="model">A plug-in of the kind <c>camera</c>; stays the caller's.</param>
public sealed class CameraClassifier(OnnxModel model)
{
    /// <summary>The classes, in the order of the model's answers.</summary>
    public static IReadOnlyList<string> Labels { get; } =
    [
        "zoom_in", "zoom_out", "pan_up", "pan_down", "pan_left", "pan_right", "tilt_up", "tilt_down", "tilt_left", "tilt_right",
        "around_left", "around_right", "static", "handheld",
    ];

    /// <summary>Frames that <see cref="Classify"/> wants, evenly spaced.</summary>
    public int Frames => model.Plugin.Picture.Frames;

    /// <summary>Scores of the 14 classes with sum 1; answers that are no probabilities go through a softmax.</summary>
    /// <exception cref="InputException">The model fails or answers in another shape.</exception>
    public float[] Classify(IReadOnlyList<RgbPicture> frames)
    {
        var result = model.Run(PictureTensor.From(frames, model.Plugin.Picture));
        if (result.Values.Length != Labels.Count)
        {
            throw new InputException($"{model.Plugin.ModelPath}: answers [{string.Join(", ", result.Shape)}]; [1, {Labels.Count}] is wanted.");
        }

        return Probabilities.Of(result.Values);
    }
}
