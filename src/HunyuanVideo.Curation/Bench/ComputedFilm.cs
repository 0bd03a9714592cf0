using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Feeds pictures that are computed, pixel by pixel, to the analyser.</summary>
internal static class ComputedFilm
{
    /// <summary>Measures a clip whose pictures are given as luma at a place and a time.</summary>
    public static ClipMotion Measure(int width, int height, IEnumerable<double> times, Func<double, Func<int, int, float>> picture, double noise = 0, MotionOptions? options = null)
    {
        var stamps = times.ToList();
        var clip = new AnalysedClip("0123456789abcdef0123456789abcdef", "source", 0, stamps.Count - 1, width, height, 24, stamps[^1]);
        var analyser = new MotionAnalyser(clip, options);
        for (var i = 0; i < stamps.Count; i++)
        {
            analyser.Add(Frame(width, height, i, stamps[i], picture(stamps[i]), noise));
        }

        return analyser.Finish() ?? throw new InvalidOperationException("no pair was measured");
    }

    /// <summary>Times of a constant rate.</summary>
    public static IEnumerable<double> Steady(double rate, double seconds) =>
        Enumerable.Range(0, (int)Math.Round(rate * seconds) + 1).Select(frame => frame / rate);

    /// <summary>One frame; noise is the standard deviation of a normal error of each pixel.</summary>
    public static ViewFrame Frame(int width, int height, int index, double time, Func<int, int, float> luma, double noise = 0)
    {
        var random = Philox.For(1, "noise", (ulong)index);
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var value = luma(x, y) + (noise > 0 ? noise * random.NextNormal() : 0);
                pixels[(y * width) + x] = (byte)Math.Clamp(Math.Round(value), 0, 255);
            }
        }

        var chroma = new byte[(width + 1) / 2 * ((height + 1) / 2)];
        return new ViewFrame(index, time, width, height, pixels, chroma, chroma);
    }
}
