using SkiaSharp;

namespace HunyuanVideo.Media;

/// <summary>One picture of many clips: a row for each, its frames side by side under its caption.</summary>
public static class ContactSheet
{
    private const int Gap = 2;
    private const int Margin = 6;
    private const float TextSize = 13;
    private const int LineHeight = 17;
    private static readonly SKColor Ground = new(32, 32, 36);
    private static readonly SKColor Ink = new(235, 235, 235);

    /// <summary>Composes the sheet.</summary>
    /// <param name="clips">At least one; sizes may differ.</param>
    /// <param name="columns">Frames shown of each clip, spread evenly from the first to the last; shorter clips show all.</param>
    /// <param name="scale">Whole-number enlargement of the frames.</param>
    /// <exception cref="ArgumentException">There is no clip, or a clip's pixels do not fit its size.</exception>
    public static RgbPicture Compose(IReadOnlyList<SheetClip> clips, int columns, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        CheckSizes(clips);
        using var font = new SKFont(SKTypeface.Default, TextSize);
        var width = (2 * Margin) + clips.Max(clip => (Math.Min(columns, clip.Frames) * ((clip.Width * scale) + Gap)) - Gap);
        var captions = clips.Select(clip => Wrap(clip.Caption, width - (2 * Margin), font)).ToArray();
        var height = Margin + clips.Select((clip, row) => (captions[row].Count * LineHeight) + (clip.Height * scale) + Margin).Sum();

        using var sheet = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(sheet);
        using var ink = new SKPaint { Color = Ink, IsAntialias = true };
        canvas.Clear(Ground);
        var top = Margin;
        for (var row = 0; row < clips.Count; row++)
        {
            foreach (var line in captions[row])
            {
                canvas.DrawText(line, Margin, top + TextSize, SKTextAlign.Left, font, ink);
                top += LineHeight;
            }

            DrawFrames(canvas, clips[row], columns, scale, top);
            top += (clips[row].Height * scale) + Margin;
        }

        canvas.Flush();
        return new(SkiaPixels.ToRgb(sheet), width, height);
    }

    private static void CheckSizes(IReadOnlyList<SheetClip> clips)
    {
        if (clips.Count == 0)
        {
            throw new ArgumentException("a contact sheet needs at least one clip.", nameof(clips));
        }

        foreach (var clip in clips)
        {
            if (clip.Frames < 1 || clip.Pixels.Length != (long)clip.Frames * clip.Height * clip.Width * 3)
            {
                throw new ArgumentException(
                    $"the clip '{clip.Caption}' has {clip.Pixels.Length} bytes, but [{clip.Frames}, {clip.Height}, {clip.Width}, 3] are promised.",
                    nameof(clips));
            }
        }
    }

    private static void DrawFrames(SKCanvas canvas, SheetClip clip, int columns, int scale, int top)
    {
        var frameBytes = clip.Height * clip.Width * 3;
        foreach (var (column, frame) in clip.FramesShown(columns).Index())
        {
            using var bitmap = SkiaPixels.ToBitmap(clip.Pixels.Span.Slice(frame * frameBytes, frameBytes), clip.Width, clip.Height);
            using var image = SKImage.FromBitmap(bitmap);
            var left = Margin + (column * ((clip.Width * scale) + Gap));
            canvas.DrawImage(
                image, SKRect.Create(left, top, clip.Width * scale, clip.Height * scale), new SKSamplingOptions(SKFilterMode.Nearest));
        }
    }

    private static List<string> Wrap(string caption, int width, SKFont font)
    {
        var lines = new List<string>();
        foreach (var word in caption.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && font.MeasureText($"{lines[^1]} {word}") <= width)
            {
                lines[^1] = $"{lines[^1]} {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }
}
