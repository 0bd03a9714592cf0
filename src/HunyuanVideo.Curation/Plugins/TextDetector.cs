using HunyuanVideo.Curation.Text;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>Finds lines of text by a DB-style model [1, 3, H, W] → map [1, 1, H, W]. Source: Liao et al., AAAI 2020; spec curation §4 S6 (plug-in).</summary>
/// <param name="model">A plug-in of the kind <c>text-detector</c>; stays the caller's.</param>
/// <param name="options">Thresholds and sizes; the plug-in says how pictures are normalised.</param>
public sealed class TextDetector(OnnxModel model, DetectorOptions options) : ITextDetector
{
    /// <inheritdoc/>
    /// <exception cref="InputException">The model fails or answers in another shape.</exception>
    public IReadOnlyList<FoundText> Find(TextPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (format, scale) = (model.Plugin.Picture, Math.Min(1, (double)options.LongSide / Math.Max(picture.Width, picture.Height)));
        var width = format.Width > 0 ? format.Width : options.Fit(picture.Width * scale);
        var height = format.Height > 0 ? format.Height : options.Fit(picture.Height * scale);
        var result = model.Run(PictureTensor.From([picture.Rgb], format with { Width = width, Height = height }));
        if (!result.Shape.AsSpan().SequenceEqual([1, 1, height, width]))
        {
            throw new InputException($"{model.Plugin.Shown}: answers [{string.Join(", ", result.Shape)}]; a map of {height} rows and {width} columns is wanted.");
        }

        return new ProbabilityMap(width, height, result.Values).Lines(options, (double)picture.Width / width, (double)picture.Height / height);
    }
}
