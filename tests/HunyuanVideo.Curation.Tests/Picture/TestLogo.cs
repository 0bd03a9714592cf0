using HunyuanVideo.Curation.Units;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Picture;

/// <summary>A logo of glyph-like bars, blended over a picture.</summary>
internal sealed record TestLogo(PixelBox Box, int Level, double Alpha, ulong Pattern)
{
    private const int Stroke = 3;

    /// <summary>White or black, opacity 0.4–1, 0.4–3 % of the area, in an outer third.</summary>
    public static TestLogo Random(Philox random, int width, int height)
    {
        var (w, h) = (18 + random.NextInt(32), 12 + random.NextInt(22));
        var x = random.NextUniform() < 0.5 ? 6 + random.NextInt((width / 3) - w - 6) : width - 6 - w - random.NextInt((width / 3) - w - 6);
        var y = random.NextUniform() < 0.5 ? 6 + random.NextInt((height / 3) - h - 6) : height - 6 - h - random.NextInt((height / 3) - h - 6);
        var level = random.NextUniform() < 0.8 ? 235 : 16;
        return new TestLogo(new PixelBox(x, y, x + w, y + h), level, 0.4 + (0.6 * random.NextUniform()), random.NextUInt32());
    }

    public TestPicture Draw(TestPicture picture) => picture.Map((x, y, value) => IsInk(x - Box.X0, y - Box.Y0) ? (Alpha * Level) + ((1 - Alpha) * value) : value);

    private bool IsInk(int x, int y)
    {
        if (x < 0 || y < 0 || x >= Box.Width || y >= Box.Height)
        {
            return false;
        }

        var isRim = x < 2 || y < 2 || x >= Box.Width - 2 || y >= Box.Height - 2;
        return isRim || ((Pattern >> (((x / Stroke) + (5 * (y / Stroke))) % 31)) & 1) == 1;
    }
}
