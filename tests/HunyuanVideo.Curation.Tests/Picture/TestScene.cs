using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Picture;

/// <summary>A canvas larger than the picture: shading, discs, bars and patches of texture, by seed. Frames are windows of it.</summary>
internal sealed class TestScene
{
    private const int Objects = 40;

    private readonly byte[] _canvas;
    private readonly int _width;
    private readonly int _height;

    public TestScene(ulong seed, int width, int height, int objects = Objects)
    {
        (_width, _height) = (width, height);
        _canvas = new byte[width * height];
        var random = Philox.For(seed, "test scene");
        var (phaseX, phaseY, level) = (random.NextUniform() * 6, random.NextUniform() * 6, 90 + (60 * random.NextUniform()));
        for (var i = 0; i < _canvas.Length; i++)
        {
            var (x, y) = (i % width, i / width);
            _canvas[i] = (byte)(level + (35 * Math.Sin((x / 90.0) + phaseX)) + (25 * Math.Cos((y / 70.0) + phaseY)));
        }

        for (var i = 0; i < objects; i++)
        {
            Draw(random);
        }
    }

    public TestPicture Window(double x, double y, int width, int height)
    {
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = _canvas[((int)y + (i / width)) * _width + (int)x + (i % width)];
        }

        return new TestPicture(pixels, width, height);
    }

    public static AnalysedClip Clip(int width, int height, int frames) => new("clip", "source", 0, frames - 1, width, height, 25, frames / 25.0);

    private void Draw(Philox random)
    {
        var (x, y) = (random.NextInt(_width), random.NextInt(_height));
        var (w, h) = (6 + random.NextInt(50), 6 + random.NextInt(50));
        var (colour, kind, period) = (20 + random.NextInt(210), random.NextInt(4), 3 + random.NextInt(5));
        for (var v = Math.Max(0, y - h); v < Math.Min(_height, y + h); v++)
        {
            for (var u = Math.Max(0, x - w); u < Math.Min(_width, x + w); u++)
            {
                var isInside = kind != 0 || ((u - x) * (u - x) * h * h) + ((v - y) * (v - y) * w * w) <= w * w * h * h;
                var texture = kind == 1 ? 20 * ((((u + v) / period) % 2) - 0.5) : kind == 2 ? (u - x) * 0.4 : 0;
                if (isInside)
                {
                    _canvas[(v * _width) + u] = (byte)Math.Clamp(colour + texture, 16, 235);
                }
            }
        }
    }
}
