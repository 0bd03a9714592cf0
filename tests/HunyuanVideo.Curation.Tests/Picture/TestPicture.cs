using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Tests.Picture;

/// <summary>A luma picture and known ways to spoil it; each gives a new one.</summary>
internal sealed record TestPicture(byte[] Pixels, int Width, int Height)
{
    private const int Block = 8;

    public ViewFrame Frame(int index = 0)
    {
        var chroma = new byte[(Width + 1) / 2 * ((Height + 1) / 2)];
        Array.Fill(chroma, (byte)128);
        return new ViewFrame(index, index / 25.0, Width, Height, Pixels, chroma, chroma);
    }

    public LumaPlane Plane() => new(Width, Height, Pixels);

    public TestPicture Map(Func<int, int, double, double> change)
    {
        var result = new byte[Pixels.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = (byte)Math.Clamp(Math.Round(change(i % Width, i / Width, Pixels[i])), 0, 255);
        }

        return this with { Pixels = result };
    }

    public TestPicture Noise(double sigma, ulong seed)
    {
        var random = Philox.For(seed, "noise");
        return Map((_, _, value) => value + (sigma * random.NextNormal()));
    }

    public TestPicture Gamma(double gamma) => Map((_, _, value) => 16 + (219 * Math.Pow(Math.Clamp((value - 16) / 219, 0, 1), gamma)));

    public TestPicture Fill(PixelBox box, byte colour) =>
        Map((x, y, value) => x >= box.X0 && x < box.X1 && y >= box.Y0 && y < box.Y1 ? colour : value);

    /// <summary>The picture inside a border of one colour.</summary>
    public TestPicture Bars(PixelBox inside, byte colour) =>
        Map((x, y, value) => x >= inside.X0 && x < inside.X1 && y >= inside.Y0 && y < inside.Y1 ? value : colour);

    public TestPicture Blur(double sigma)
    {
        if (sigma == 0)
        {
            return this;
        }

        var radius = (int)Math.Ceiling(3 * sigma);
        var weights = Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        weights = [.. weights.Select(weight => weight / sum)];
        var rows = Pass(Array.ConvertAll(Pixels, p => (double)p), weights, 1, Width, Height);
        var both = Pass(rows, weights, 0, Width, Height);
        return Map((x, y, _) => both[(y * Width) + x]);
    }

    /// <summary>What a block coder makes of it: 8×8 cosine transform, luma quantisation table scaled as for a JPEG quality.</summary>
    public TestPicture Coded(int quality)
    {
        var scale = quality < 50 ? 50.0 / quality : 2 - (quality / 50.0);
        var result = Array.ConvertAll(Pixels, p => (double)p);
        for (var y = 0; y + Block <= Height; y += Block)
        {
            for (var x = 0; x + Block <= Width; x += Block)
            {
                CodeBlock(result, x, y, scale);
            }
        }

        return Map((x, y, _) => result[(y * Width) + x]);
    }

    private void CodeBlock(double[] pixels, int x, int y, double scale)
    {
        var block = new double[Block, Block];
        for (var i = 0; i < Block * Block; i++)
        {
            block[i / Block, i % Block] = pixels[((y + (i / Block)) * Width) + x + (i % Block)] - 128;
        }

        var coefficients = Transform(block, inverse: false);
        for (var i = 0; i < Block * Block; i++)
        {
            // Grows with frequency about like the standard's table.
            var step = Math.Max(1, (10 + (4 * ((i / Block) + (i % Block)))) * scale);
            coefficients[i / Block, i % Block] = Math.Round(coefficients[i / Block, i % Block] / step) * step;
        }

        var decoded = Transform(coefficients, inverse: true);
        for (var i = 0; i < Block * Block; i++)
        {
            pixels[((y + (i / Block)) * Width) + x + (i % Block)] = decoded[i / Block, i % Block] + 128;
        }
    }

    private static readonly double[,] Cosines = MakeCosines();

    private static double[,] MakeCosines()
    {
        var cosines = new double[Block, Block];
        for (var k = 0; k < Block; k++)
        {
            for (var n = 0; n < Block; n++)
            {
                cosines[k, n] = Math.Cos(Math.PI * (n + 0.5) * k / Block) * Math.Sqrt((k == 0 ? 1.0 : 2.0) / Block);
            }
        }

        return cosines;
    }

    private static double[,] Transform(double[,] block, bool inverse)
    {
        var (rows, both) = (new double[Block, Block], new double[Block, Block]);
        for (var i = 0; i < Block * Block * Block; i++)
        {
            var (r, k, n) = (i / Block / Block, i / Block % Block, i % Block);
            rows[r, k] += block[r, n] * (inverse ? Cosines[n, k] : Cosines[k, n]);
        }

        for (var i = 0; i < Block * Block * Block; i++)
        {
            var (k, c, n) = (i / Block / Block, i / Block % Block, i % Block);
            both[k, c] += rows[n, c] * (inverse ? Cosines[n, k] : Cosines[k, n]);
        }

        return both;
    }

    private static double[] Pass(double[] from, double[] weights, int alongX, int width, int height)
    {
        var (to, radius) = (new double[from.Length], weights.Length / 2);
        for (var i = 0; i < to.Length; i++)
        {
            var (x, y) = (i % width, i / width);
            for (var tap = -radius; tap <= radius; tap++)
            {
                var (u, v) = alongX == 1 ? (Math.Clamp(x + tap, 0, width - 1), y) : (x, Math.Clamp(y + tap, 0, height - 1));
                to[i] += weights[tap + radius] * from[(v * width) + u];
            }
        }

        return to;
    }
}
