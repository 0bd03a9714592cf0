namespace HunyuanVideo.Curation.Motion;

/// <summary>Counts speeds in classes of 0.1 % of the diagonal per second, so that a percentile needs no list of all blocks.</summary>
internal sealed class SpeedHistogram
{
    private const double ClassWidth = 0.1;
    private const int Classes = 8000;

    private readonly double[] _weights = new double[Classes];

    /// <summary>Adds a speed.</summary>
    public void Add(double speed, double weight) => _weights[Math.Clamp((int)(speed / ClassWidth), 0, Classes - 1)] += weight;

    /// <summary>The speed below which a share of the weight lies; 0 without any.</summary>
    public double Quantile(double share)
    {
        var limit = share * _weights.Sum();
        double sum = 0;
        for (var i = 0; i < Classes; i++)
        {
            if (sum + _weights[i] >= limit && _weights[i] > 0)
            {
                return ClassWidth * (i + ((limit - sum) / _weights[i]));
            }

            sum += _weights[i];
        }

        return 0;
    }
}
