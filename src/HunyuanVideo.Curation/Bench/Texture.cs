using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>An endless smooth random picture: a tile of three octaves of noise, sampled bilinearly.</summary>
internal sealed class Texture
{
    private const int Side = 512;
    private const float Contrast = 38;

    private readonly float[] _tile = new float[Side * Side];

    public Texture(ulong seed)
    {
        foreach (var (cell, weight) in new[] { (32, 1f), (12, 0.8f), (5, 0.6f) })
        {
            AddOctave(seed, cell, weight);
        }
    }

    /// <summary>Luma at a place, about 30 … 220.</summary>
    public float At(double x, double y)
    {
        var (wholeX, wholeY) = (Math.Floor(x), Math.Floor(y));
        var (shareX, shareY) = ((float)(x - wholeX), (float)(y - wholeY));
        var (left, top) = ((int)wholeX & (Side - 1), (int)wholeY & (Side - 1));
        var (right, bottom) = ((left + 1) & (Side - 1), (top + 1) & (Side - 1));
        var above = _tile[(top * Side) + left] + (shareX * (_tile[(top * Side) + right] - _tile[(top * Side) + left]));
        var below = _tile[(bottom * Side) + left] + (shareX * (_tile[(bottom * Side) + right] - _tile[(bottom * Side) + left]));
        return 125 + (Contrast * (above + (shareY * (below - above))));
    }

    private void AddOctave(ulong seed, int cell, float weight)
    {
        var random = Philox.For(seed, "texture", (ulong)cell);
        var count = Side / cell;
        var knots = new float[count * count];
        random.FillNormal(knots);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var (u, v) = ((double)x * count / Side, (double)y * count / Side);
                var (left, top) = ((int)u, (int)v);
                var (shareX, shareY) = (Smooth(u - left), Smooth(v - top));
                var above = Mix(knots[(top * count) + left], knots[(top * count) + ((left + 1) % count)], shareX);
                var below = Mix(knots[((top + 1) % count * count) + left], knots[((top + 1) % count * count) + ((left + 1) % count)], shareX);
                _tile[(y * Side) + x] += weight * Mix(above, below, shareY);
            }
        }
    }

    private static float Smooth(double share) => (float)(share * share * (3 - (2 * share)));

    private static float Mix(float a, float b, float share) => a + (share * (b - a));
}
