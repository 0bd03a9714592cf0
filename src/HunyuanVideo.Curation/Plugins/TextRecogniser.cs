using System.Text;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// Reads a line of text by a CTC model [N, 3, 48, W] → [N, T, classes]: class 0 is the blank, then the lines of the dictionary,
/// then perhaps a space. Source: spec curation §4 S6 (plug-in).
/// </summary>
/// <param name="model">A plug-in of the kind <c>text-recogniser</c>, its labels the dictionary; stays the caller's.</param>
public sealed class TextRecogniser(OnnxModel model)
{
    private const int LeastWidth = 16;
    private const int MostWidth = 3200;

    /// <summary>Reads a picture of one line.</summary>
    /// <exception cref="InputException">The model fails, or its classes do not fit the dictionary.</exception>
    public TextLine Read(RgbPicture line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var format = model.Plugin.Picture;
        var width = Math.Clamp((int)Math.Ceiling((double)line.Width * format.Height / line.Height), LeastWidth, MostWidth);
        var result = model.Run(PictureTensor.From([line], format with { Width = format.Width > 0 ? format.Width : width }));
        var characters = model.Plugin.Labels.Count;
        var classes = result.Shape[^1];
        return classes == characters + 1 || classes == characters + 2
            ? Decode(result.Values, classes)
            : throw new InputException($"{model.Plugin.ModelPath}: answers {classes} classes, the dictionary has {characters} lines; {characters + 1} or, with a space, {characters + 2} are wanted.");
    }

    private TextLine Decode(float[] values, int classes)
    {
        var text = new StringBuilder();
        var (sum, count, last) = (0.0, 0, 0);
        for (var from = 0; from + classes <= values.Length; from += classes)
        {
            float[] scores = Probabilities.Of(values[from..(from + classes)]);
            var best = Array.IndexOf(scores, scores.Max());
            if (best != 0 && best != last)
            {
                text.Append(best <= model.Plugin.Labels.Count ? model.Plugin.Labels[best - 1] : " ");
                sum += scores[best];
                count++;
            }

            last = best;
        }

        return new TextLine(text.ToString(), count == 0 ? 0 : (float)(sum / count));
    }
}
