using HunyuanVideo.Curation.Units;
using HunyuanVideo.Media;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// Boxes of things by a YOLOX-like model, whose answers [1, A, 5 + C] are offsets from a grid per stride, centre =
/// (o + grid) · s, size = exp(o) · s, or centre and size themselves. Source: spec curation §4 S5 (plug-in).
/// </summary>
/// <param name="model">A plug-in of the kind <c>yolox</c>, its labels the classes; stays the caller's.</param>
/// <param name="options">Thresholds.</param>
public sealed class Yolox(OnnxModel model, YoloxOptions options)
{
    private const int BoxNumbers = 5;
    private const float Tolerance = 1e-3f;

    private readonly PictureFormat _format = model.Plugin.Picture;
    private readonly bool _isDecoded = model.Plugin.Manifest.Boxes == PluginBoxes.Pixels;

    /// <summary>Boxes of a picture, best first.</summary>
    /// <exception cref="InputException">The model fails or answers in another shape.</exception>
    public IReadOnlyList<DetectedBox> Find(RgbPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var result = model.Run(PictureTensor.From([picture], _format));
        var classes = model.Plugin.Labels.Count;
        var anchors = options.Strides.Sum(stride => _format.Width / stride * (_format.Height / stride));
        if (!result.Shape.AsSpan().SequenceEqual([1, anchors, BoxNumbers + classes]))
        {
            throw new InputException(
                $"{model.Plugin.Shown}: answers [{string.Join(", ", result.Shape)}], [1, {anchors}, {BoxNumbers + classes}] is wanted ({classes} labels); give the labels the model was trained with.");
        }

        var ratio = Math.Min((double)_format.Width / picture.Width, (double)_format.Height / picture.Height);
        return Suppress(Decode(result.Values, classes, ratio, picture));
    }

    private List<DetectedBox> Decode(float[] values, int classes, double ratio, RgbPicture picture)
    {
        var boxes = new List<DetectedBox>();
        var at = 0;
        foreach (var stride in options.Strides)
        {
            var columns = _format.Width / stride;
            for (var cell = 0; cell < columns * (_format.Height / stride); cell++, at += BoxNumbers + classes)
            {
                var row = values.AsSpan(at, BoxNumbers + classes);
                var label = 0;
                for (var i = 1; i < classes; i++)
                {
                    label = row[BoxNumbers + i] > row[BoxNumbers + label] ? i : label;
                }

                var score = row[4] * row[BoxNumbers + label];
                if (row[4] is < -Tolerance or > 1 + Tolerance || row[BoxNumbers + label] is < -Tolerance or > 1 + Tolerance)
                {
                    throw new InputException($"{model.Plugin.Shown}: objectness or class scores leave 0…1; export the model with their sigmoid.");
                }

                if (score >= options.Threshold)
                {
                    boxes.Add(new DetectedBox(model.Plugin.Labels[label], Place(row, cell % columns, cell / columns, stride, ratio, picture), Math.Clamp(score, 0, 1)));
                }
            }
        }

        return boxes;
    }

    private PixelBox Place(ReadOnlySpan<float> row, int column, int line, int stride, double ratio, RgbPicture picture)
    {
        var (x, y, width, height) = _isDecoded
            ? ((double)row[0], (double)row[1], (double)row[2], (double)row[3])
            : ((row[0] + column) * stride, (row[1] + line) * stride, Math.Exp(row[2]) * stride, Math.Exp(row[3]) * stride);
        int Inside(double value, int most) => (int)Math.Round(Math.Clamp(value / ratio, 0, most));
        return new PixelBox(
            Inside(x - width / 2, picture.Width), Inside(y - height / 2, picture.Height),
            Inside(x + width / 2, picture.Width), Inside(y + height / 2, picture.Height));
    }

    private List<DetectedBox> Suppress(List<DetectedBox> boxes)
    {
        var kept = new List<DetectedBox>();
        foreach (var box in boxes.OrderByDescending(box => box.Score))   // stable: of equals the first cell
        {
            if (!kept.Exists(other => other.Label == box.Label && other.Box.SharedWith(box.Box) > options.MostShared))
            {
                kept.Add(box);
            }
        }

        return kept;
    }
}
