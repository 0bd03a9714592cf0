using System.Numerics;
using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Mean |ΔY| of two planes.</summary>
internal static class PlaneDifference
{
    /// <summary>In units of luma, 0…255.</summary>
    public static double Mean(LumaPlane a, LumaPlane b)
    {
        var (left, right) = (a.Pixels, b.Pixels);
        var sums = Vector<uint>.Zero;
        var at = 0;
        for (; at <= left.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            var (x, y) = (new Vector<byte>(left, at), new Vector<byte>(right, at));
            Vector.Widen(Vector.Max(x, y) - Vector.Min(x, y), out var low, out var high);
            Vector.Widen(low + high, out var first, out var second);
            sums += first + second;
        }

        long sum = Vector.Sum(sums);
        for (; at < left.Length; at++)
        {
            sum += Math.Abs(left[at] - right[at]);
        }

        return (double)sum / left.Length;
    }
}
