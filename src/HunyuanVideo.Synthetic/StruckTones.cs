using HunyuanVideo.Random;

namespace HunyuanVideo.Synthetic;

/// <summary>The sound of the toy world: a struck tone at each collision, its pitch the shape's, its loudness the speed's.</summary>
internal static class StruckTones
{
    /// <summary>Samples a second.</summary>
    public const int SampleRate = 48_000;

    private const double LoudnessPerSpeed = 0.18;
    private const double AttackSeconds = 0.002;
    private const double DecaySeconds = 0.12;
    private const double LengthSeconds = 0.9;

    // A bar struck with a soft mallet: (frequency ratio, share of the loudness, decay against that of the lowest partial).
    private static readonly (double Ratio, double Share, double Decay)[] Partials = [(1, 0.7, 1), (2.76, 0.2, 0.5), (5.4, 0.1, 0.25)];

    /// <summary>Hertz of a shape's lowest partial: the pentatonic notes from G4 upwards.</summary>
    public static double PitchOf(Shape shape) => shape switch
    {
        Shape.Square => 392.00,
        Shape.Diamond => 440.00,
        Shape.Circle => 523.25,
        Shape.Triangle => 587.33,
        Shape.Ring => 659.26,
        Shape.Star => 783.99,
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
    };

    /// <summary>Mono sound of a clip, −1 … 1, <see cref="SampleRate"/> a second.</summary>
    public static float[] Render(Scene scene, ClipSize size)
    {
        var samples = new double[(int)Math.Round(size.Seconds * SampleRate)];
        foreach (var onset in Onset.In(scene, size))
        {
            AddTone(samples, onset);
        }

        return [.. samples.Select(sample => (float)Math.Clamp(sample, -1, 1))];
    }

    private static void AddTone(double[] samples, Onset onset)
    {
        var first = (int)Math.Round(onset.Seconds * SampleRate);
        var last = Math.Min(samples.Length, first + (int)(LengthSeconds * SampleRate));
        for (var i = first; i < last; i++)
        {
            var seconds = (double)(i - first) / SampleRate;
            var tone = 0.0;
            foreach (var (ratio, share, decay) in Partials)
            {
                tone += share * PortableMath.Exp(-seconds / (DecaySeconds * decay)) * PortableMath.SinCos(onset.PitchHertz * ratio * seconds).Sine;
            }

            samples[i] += LoudnessPerSpeed * onset.Speed * Math.Min(1, seconds / AttackSeconds) * tone;
        }
    }
}
