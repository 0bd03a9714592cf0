using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Shots;

/// <summary>How clear a picture is: the variance of its 3×3 Laplacian. Source: paper (a Laplacian finds a clear frame to start a clip); spec curation §4 S3.</summary>
public static class Sharpness
{
    private const int Centre = 4;

    /// <summary>Variance of 4·p − its four neighbours, over all pixels but the outermost; 0 of a picture without an inside.</summary>
    public static double Of(LumaPlane luma)
    {
        ArgumentNullException.ThrowIfNull(luma);
        var (sum, squares, count) = (0L, 0L, (long)Math.Max(0, luma.Width - 2) * Math.Max(0, luma.Height - 2));
        for (var y = 1; y < luma.Height - 1; y++)
        {
            var above = luma.Row(y - 1);
            var row = luma.Row(y);
            var below = luma.Row(y + 1);
            for (var x = 1; x < luma.Width - 1; x++)
            {
                var value = (Centre * row[x]) - row[x - 1] - row[x + 1] - above[x] - below[x];
                sum += value;
                squares += value * value;
            }
        }

        return count == 0 ? 0 : ((double)squares / count) - ((double)sum / count * ((double)sum / count));
    }

    /// <summary>The first frame that is nearly as sharp as the sharpest.</summary>
    /// <param name="sharpness">Of the frames in question, at least one.</param>
    /// <param name="share">Share of the sharpest that is enough.</param>
    public static int FirstSharp(IReadOnlyList<double> sharpness, double share)
    {
        ArgumentNullException.ThrowIfNull(sharpness);
        var enough = share * sharpness.Max();
        return Enumerable.Range(0, sharpness.Count).First(frame => sharpness[frame] >= enough);
    }
}
