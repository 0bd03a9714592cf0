namespace HunyuanVideo.Curation.Audio;

/// <summary>A spectral peak followed through time.</summary>
internal sealed class Partial(int first)
{
    private const int CentsPerOctave = 1200;

    private readonly List<(double Hertz, double Power)> _points = [];
    private double _sumHertz;

    /// <summary>Its first spectrum.</summary>
    public int First { get; } = first;

    /// <summary>Its last spectrum.</summary>
    public int Last => First + _points.Count - 1;

    /// <summary>Its mean frequency.</summary>
    public double Hertz => _sumHertz / _points.Count;

    public void Add(double hertz, double power)
    {
        _points.Add((hertz, power));
        _sumHertz += hertz;
    }

    /// <summary>Distance of a frequency from its mean, cents.</summary>
    public double CentsTo(double hertz) => Math.Abs(CentsPerOctave * Math.Log2(hertz / Hertz));

    /// <summary>Its spectra around the loudest that keep their level; behind is exclusive.</summary>
    public (int First, int Behind) Held(double mostDecay)
    {
        var powers = _points.Select(point => point.Power).ToArray();
        var top = Array.IndexOf(powers, powers.Max());
        var least = powers[top] * Decibels.ToPower(-mostDecay);
        var (first, behind) = (top, top + 1);
        while (first > 0 && powers[first - 1] >= least)
        {
            first--;
        }

        while (behind < powers.Length && powers[behind] >= least)
        {
            behind++;
        }

        return (First + first, First + behind);
    }

    /// <summary>Its power in one of its spectra.</summary>
    public double PowerAt(int frame) => _points[frame - First].Power;
}
