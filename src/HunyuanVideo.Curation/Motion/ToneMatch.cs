using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Takes a change of light between two pictures out of the second: one gain and one offset for all pixels.</summary>
internal static class ToneMatch
{
    /// <summary>The second picture with mean and spread of the first; the picture itself if its mean is about the same.</summary>
    public static LumaPlane Align(LumaPlane from, LumaPlane to, MotionOptions options)
    {
        var (fromMean, fromSpread) = MeanAndSpread(from.Pixels);
        var (toMean, toSpread) = MeanAndSpread(to.Pixels);
        if (Math.Abs(fromMean - toMean) <= options.LightChange || toSpread < 1 || fromSpread < 1)
        {
            return to;
        }

        var gain = Math.Clamp(fromSpread / toSpread, 1 / options.MostGain, options.MostGain);
        var table = new byte[256];
        for (var value = 0; value < table.Length; value++)
        {
            table[value] = (byte)Math.Clamp(Math.Round(((value - toMean) * gain) + fromMean), 0, 255);
        }

        return to with { Pixels = Array.ConvertAll(to.Pixels, value => table[value]) };
    }

    private static (double Mean, double Spread) MeanAndSpread(byte[] pixels)
    {
        long sum = 0, squares = 0;
        foreach (var value in pixels)
        {
            sum += value;
            squares += value * value;
        }

        var mean = (double)sum / pixels.Length;
        return (mean, Math.Sqrt(Math.Max(0, ((double)squares / pixels.Length) - (mean * mean))));
    }
}
