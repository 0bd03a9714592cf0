using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Probability that pictures are clear, by a model [N, 3, H, W] → [N, 1]. Source: spec curation §4 S9 (plug-in).</summary>
/// <param name="model">A plug-in of the kind <c>clarity</c>; stays the caller's.</param>
public sealed class ClarityJudge(OnnxModel model)
{
    /// <summary>Mean probability over the pictures, 0…1.</summary>
    /// <exception cref="InputException">The model fails, or answers in another shape or beyond 0…1.</exception>
    public double Judge(IReadOnlyList<RgbPicture> pictures)
    {
        var values = OneByOne.Run(model, pictures).Select(values => values.Length == 1 ? values[0] : float.NaN).ToArray();
        return Array.TrueForAll(values, value => value is >= 0 and <= 1)
            ? values.Average(value => (double)value)
            : throw new InputException($"{model.Plugin.Shown}: does not answer one probability of 0…1 per picture; export it with its sigmoid.");
    }
}
