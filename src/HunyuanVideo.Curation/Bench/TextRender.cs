using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Random;
using SkiaSharp;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Pictures with writing whose place and words are known.</summary>
/// <param name="Frame">The picture.</param>
/// <param name="Coverage">Share of the picture inside the boxes around the ink of the lines.</param>
/// <param name="Lines">What is written.</param>
internal sealed record TextRender(ViewFrame Frame, double Coverage, IReadOnlyList<string> Lines)
{
    public const int Width = 640;
    public const int Height = 352;
    private const int Margin = 8;

    private static readonly string[] Words =
        ["trains", "are", "delayed", "tonight", "WINTER", "garden", "market", "Paris", "harbour", "open", "daily", "museum", "NEWS", "river", "coffee", "1984", "garage", "School"];

    private static readonly string[] WantedFamilies =
        ["DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "Liberation Sans", "Liberation Serif", "Liberation Mono", "Arial", "Times New Roman", "Courier New"];

    /// <summary>Up to three fonts that this machine has.</summary>
    public static IReadOnlyList<string> Families { get; } =
        [.. WantedFamilies.Where(family => SKFontManager.Default.FontFamilies.Contains(family, StringComparer.Ordinal)).Take(3)];

    /// <summary>Lines of words on a background until enough of it is covered.</summary>
    /// <param name="index">Which of many pictures.</param>
    /// <param name="wanted">Coverage to reach, 0 … 0.4.</param>
    public static TextRender Draw(ulong index, double wanted)
    {
        var random = Philox.For(11, "text render", index);
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        var isDark = random.NextInt(2) == 0;
        Background(canvas, random, isDark);
        var (lines, covered) = wanted > 0 ? Write(canvas, random, isDark, wanted) : ([], 0.0);
        canvas.Flush();
        return new(ToFrame(bitmap, 0), covered, lines);
    }

    /// <summary>One line on a grey ground.</summary>
    public static ViewFrame Line(string text, float x, float y, float size, int index = 0)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(70, 80, 90));
        using var font = new SKFont(SKTypeface.FromFamilyName(Families[0]), size);
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true };
        canvas.DrawText(text, x, y, font, paint);
        canvas.Flush();
        return ToFrame(bitmap, index);
    }

    private static (List<string> Lines, double Coverage) Write(SKCanvas canvas, Philox random, bool isDark, double wanted)
    {
        using var font = new SKFont(SKTypeface.FromFamilyName(Families[random.NextInt(Families.Count)]), 13 + random.NextInt(26));
        using var paint = new SKPaint { IsAntialias = true, Color = isDark ? new SKColor(240, 240, (byte)(120 + random.NextInt(120))) : new SKColor(20, 20, (byte)random.NextInt(120)) };
        var lines = new List<string>();
        var (covered, top) = (0.0, Margin + random.NextInt(12));
        while (covered < wanted && top + font.Size < Height - Margin)
        {
            var text = Line(font, random, (wanted - covered) * Width * Height / font.Size);
            font.MeasureText(text, out var ink);
            var left = Margin + random.NextInt(Math.Max(1, Width - (2 * Margin) - (int)ink.Width));
            canvas.DrawText(text, left - ink.Left, top - ink.Top, font, paint);
            covered += ink.Width * ink.Height / (Width * Height);
            lines.Add(text);
            top += (int)(ink.Height + (font.Size * 0.45));
        }

        return (lines, covered);
    }

    private static string Line(SKFont font, Philox random, double mostWidth)
    {
        var text = Words[random.NextInt(Words.Length)];
        while (true)
        {
            var longer = $"{text} {Words[random.NextInt(Words.Length)]}";
            if (font.MeasureText(longer) > Math.Min(mostWidth, Width - (2 * Margin)))
            {
                return text;
            }

            text = longer;
        }
    }

    /// <summary>A gradient with soft blobs, sometimes stripes and discs: nothing that is writing.</summary>
    private static void Background(SKCanvas canvas, Philox random, bool isDark)
    {
        SKColor Tone() => new((byte)((isDark ? 0 : 150) + random.NextInt(100)), (byte)((isDark ? 0 : 150) + random.NextInt(100)), (byte)((isDark ? 0 : 150) + random.NextInt(100)));
        using var shader = SKShader.CreateLinearGradient(new(0, 0), new(Width, random.NextInt(Height)), [Tone(), Tone()], SKShaderTileMode.Clamp);
        using var ground = new SKPaint { Shader = shader };
        canvas.DrawPaint(ground);
        for (var blob = random.NextInt(12); blob > 0; blob--)
        {
            using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 1 + random.NextInt(20));
            using var paint = new SKPaint { Color = Tone(), MaskFilter = blur };
            canvas.DrawCircle(random.NextInt(Width), random.NextInt(Height), 10 + random.NextInt(80), paint);
        }

        for (var stripe = random.NextInt(3) * 6; stripe > 0; stripe--)
        {
            using var paint = new SKPaint { Color = Tone(), StrokeWidth = 1 + random.NextInt(12), IsAntialias = true };
            canvas.DrawLine(random.NextInt(Width), random.NextInt(Height), random.NextInt(Width), random.NextInt(Height), paint);
        }
    }

    private static ViewFrame ToFrame(SKBitmap bitmap, int index)
    {
        var rgba = bitmap.GetPixelSpan();
        var (luma, u, v) = (new byte[Width * Height], new byte[Width / 2 * (Height / 2)], new byte[Width / 2 * (Height / 2)]);
        for (var pixel = 0; pixel < luma.Length; pixel++)
        {
            var (red, green, blue) = (rgba[pixel * 4] / 255.0, rgba[(pixel * 4) + 1] / 255.0, rgba[(pixel * 4) + 2] / 255.0);
            var bright = (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
            luma[pixel] = (byte)Math.Round(16 + (219 * bright));
            var (y, x) = Math.DivRem(pixel, Width);
            var chroma = (y / 2 * (Width / 2)) + (x / 2);
            u[chroma] = (byte)Math.Round(128 + (224 * (blue - bright) / 1.8556));
            v[chroma] = (byte)Math.Round(128 + (224 * (red - bright) / 1.5748));
        }

        return new(index, index / 25.0, Width, Height, luma, u, v);
    }
}
