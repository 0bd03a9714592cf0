using System.Numerics;

namespace HunyuanVideo.Evaluation;

/// <summary>Median of colours, channel by channel, to a whole step of 0 … 255.</summary>
internal sealed class ChannelMedian
{
    private const int Steps = 256;
    private readonly int[] _counts = new int[3 * Steps];
    private int _total;

    /// <summary>The median of the colours added so far.</summary>
    public Vector3 Value => new(Median(0), Median(1), Median(2));

    /// <summary>Counts a colour.</summary>
    public void Add(Vector3 colour)
    {
        for (var channel = 0; channel < 3; channel++)
        {
            _counts[(channel * Steps) + Math.Clamp((int)(colour[channel] + 0.5f), 0, Steps - 1)]++;
        }

        _total++;
    }

    private int Median(int channel)
    {
        var below = 0;
        for (var step = 0; step < Steps; step++)
        {
            below += _counts[(channel * Steps) + step];
            if (2 * below >= _total)
            {
                return step;
            }
        }

        return 0;
    }
}
