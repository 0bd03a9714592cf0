using HunyuanVideo.Curation.Frames;

namespace HunyuanVideo.Curation.Stages;

/// <summary>Mean red minus mean blue of a clip's views, by the matrix of BT.709 in limited range.</summary>
internal sealed class WarmthMeter : IClipAnalyser
{
    private const int Every = 8;
    private const double Middle = 128;
    private const double RedOfV = 1.7927;
    private const double BlueOfU = 2.1124;

    private int _seen;
    private long _count;
    private long _u;
    private long _v;

    /// <summary>−255…255, warm above zero; null without a frame.</summary>
    public double? Warmth => _count == 0 ? null : (RedOfV * (((double)_v / _count) - Middle)) - (BlueOfU * (((double)_u / _count) - Middle));

    /// <inheritdoc/>
    public void Add(ViewFrame frame)
    {
        if (_seen++ % Every == 0)
        {
            _count += frame.U.Length;
            _u += Sum(frame.U);
            _v += Sum(frame.V);
        }
    }

    private static long Sum(byte[] plane)
    {
        long sum = 0;
        foreach (var value in plane)
        {
            sum += value;
        }

        return sum;
    }
}
