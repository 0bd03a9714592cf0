using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// Reads a line of text by a CTC model [N, 3, 48, W] → [N, T, classes]: class 0 is the blank, then the lines of the dictionary,
/// then perhaps a space. Source: spec curation §4 S6 (plug-in).
/// </summary>
/// <param name="model">A plug-in of the kind <c>text-recogniser</c>, its labels the dictionary; stays the caller's.</param>
/// <param name="options">What counts as read.</param>
public sealed class LineRecogniser(OnnxModel model, RecogniserOptions options) : ITextRecogniser
{
    private const int LeastWidth = 16;
    private const int MostWidth = 3200;

    private readonly CtcAlphabet _alphabet = new(model.Plugin.Labels);

    /// <inheritdoc/>
    /// <exception cref="InputException">As <see cref="Read(RgbPicture)"/>.</exception>
    public TextReading Read(TextPicture picture, TextQuad quad)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Read(PicturePart.Cut(picture.Rgb, quad.Bounds));
    }

    /// <summary>What a picture of one upright line says; empty where nothing sure is read.</summary>
    /// <exception cref="InputException">The model fails, or its classes do not fit the dictionary.</exception>
    public TextReading Read(RgbPicture line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var format = model.Plugin.Picture;
        var width = Math.Clamp((int)Math.Ceiling((double)line.Width * format.Height / line.Height), LeastWidth, MostWidth);
        var result = model.Run(PictureTensor.From([line], format with { Width = format.Width > 0 ? format.Width : width }));
        var classes = result.Shape.Length == 0 ? 0 : result.Shape[^1];
        if (classes != _alphabet.Classes && classes != _alphabet.Classes - 1)
        {
            throw new InputException(
                $"{model.Plugin.Shown}: answers {classes} classes, the dictionary has {_alphabet.Classes - 2} lines; {_alphabet.Classes - 1} or, with a space, {_alphabet.Classes} are wanted.");
        }

        var steps = result.Values.Length / classes;
        var probabilities = new float[steps * _alphabet.Classes];      // of a model without a space, none has any of it
        for (var step = 0; step < steps; step++)
        {
            Probabilities.Of(model.Plugin, result.Values[(step * classes)..((step + 1) * classes)]).CopyTo(probabilities, step * _alphabet.Classes);
        }

        var reading = _alphabet.Decode(probabilities, steps, options.SpaceEvidence);
        return reading.Confidence < options.LeastConfidence ? TextReading.Nothing : reading;
    }
}
