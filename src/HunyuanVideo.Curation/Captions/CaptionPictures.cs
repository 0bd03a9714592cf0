using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Text;
using HunyuanVideo.Media;
using SkiaSharp;

namespace HunyuanVideo.Curation.Captions;

/// <summary>The frames that a model is shown: evenly spaced, scaled down, as JPEG. Source: spec curation §8.</summary>
public sealed class CaptionPictures : IClipAnalyser
{
    private readonly CaptionPictureOptions _options;
    private readonly HashSet<int> _wanted;
    private readonly List<byte[]> _pictures = [];

    /// <param name="clip">The clip whose frames will come.</param>
    /// <param name="options">Number and size.</param>
    public CaptionPictures(AnalysedClip clip, CaptionPictureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        _options = options ?? new();
        _wanted = [.. EvenSamples.Of(clip.First, clip.Frames, _options.Count)];
    }

    /// <inheritdoc/>
    public void Add(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_wanted.Contains(frame.Index))
        {
            _pictures.Add(Encode(ViewColours.ToRgb(frame)));
        }
    }

    /// <summary>JPEG files in order of time.</summary>
    public IReadOnlyList<byte[]> Finish() => _pictures;

    private byte[] Encode(RgbPicture picture)
    {
        using var full = SkiaPixels.ToBitmap(picture.Pixels, picture.Width, picture.Height);
        var scale = Math.Min(1.0, (double)_options.LongSide / Math.Max(picture.Width, picture.Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
        using var small = full.Resize(full.Info.WithSize(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var data = small.Encode(SKEncodedImageFormat.Jpeg, _options.JpegQuality)
            ?? throw new InvalidOperationException($"a picture of {width}×{height} could not be encoded as JPEG.");
        return data.ToArray();
    }
}
