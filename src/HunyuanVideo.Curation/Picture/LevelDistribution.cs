namespace HunyuanVideo.Curation.Picture;

/// <summary>A histogram of levels or counts and what is read from it.</summary>
/// <param name="counts">Pixels of each level.</param>
internal sealed class LevelDistribution(long[] counts)
{
    private readonly double _total = Math.Max(1, counts.Sum());

    public double Mean => counts.Select((count, level) => count * (double)level).Sum() / _total;

    public double ShareBelow(int level) => counts.Take(level).Sum() / _total;

    public double ShareAbove(int level) => counts.Skip(level + 1).Sum() / _total;

    /// <summary>The least level that at least <paramref name="share"/> of the pixels do not exceed.</summary>
    public int Percentile(double share)
    {
        var left = share * _total;
        for (var level = 0; level < counts.Length; level++)
        {
            left -= counts[level];
            if (left <= 0)
            {
                return level;
            }
        }

        return counts.Length - 1;
    }
}
