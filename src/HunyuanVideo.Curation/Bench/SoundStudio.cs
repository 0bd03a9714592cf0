using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Makes sounds whose class is known: noises, impacts, music with a beat. 48 kHz, mono, a new one for each seed.</summary>
internal sealed class SoundStudio(ulong seed, double seconds)
{
    public const int Rate = 48_000;

    private readonly Philox _random = Philox.For(0xA0D10, "test sounds", seed);

    private int Length => (int)(seconds * Rate);

    public double Between(double low, double high) => low + ((high - low) * _random.NextUniform());

    public static float[] Mix(float[] first, float[] second, double gain) => [.. first.Zip(second, (a, b) => a + (float)(gain * b))];

    /// <summary>The sound at a given root mean square.</summary>
    public static float[] At(float[] sound, double level)
    {
        var scale = level / Math.Sqrt(Math.Max(1e-20, sound.Average(sample => (double)sample * sample)));
        return [.. sound.Select(sample => (float)(scale * sample))];
    }

    /// <summary>White, brown, windy, rainy noise or a hum.</summary>
    public float[] Noise()
    {
        var kind = _random.NextInt(5);
        var noise = kind == 4 ? Hum() : LowPassed(kind switch { 0 => 1.0, 1 => 0.02, 2 => 0.1, _ => 0.6 });
        if (kind == 2)
        {
            var pace = Between(0.2, 0.7);
            noise = [.. noise.Select((sample, i) => (float)(sample * (0.6 + (0.4 * Math.Sin(2 * Math.PI * pace * i / Rate)))))];
        }

        if (kind == 3)
        {
            for (var drop = 0; drop < 60 * seconds; drop++)
            {
                Ring(noise, Between(0, seconds), Between(2000, 9000), Between(0.002, 0.006), Between(0.5, 2));
            }
        }

        return At(noise, Between(0.02, 0.2));
    }

    /// <summary>Struck things: irregular, or as regular as a bouncing ball.</summary>
    public float[] Impacts()
    {
        var sound = new float[Length];
        var (regular, period) = (_random.NextInt(2) == 0, Between(0.35, 0.8));
        var (pitch, decay) = (Between(250, 1500), Between(0.02, 0.12));
        for (var time = Between(0, period); time < seconds; time += regular ? period : Between(0.15, 1.2))
        {
            Strike(sound, time, pitch * (regular ? 1 : Between(0.7, 1.4)), decay, Between(0.5, 1));
        }

        return At(sound, Between(0.02, 0.1));
    }

    /// <summary>Chords and a melody over a beat.</summary>
    public float[] Music()
    {
        var sound = new float[Length];
        var beat = 60 / Between(75, 150);
        var root = 110 * Math.Pow(2, _random.NextInt(12) / 12.0);
        int[] steps = [0, 5, 7, 9];
        for (var bar = 0; bar * 4 * beat < seconds; bar++)
        {
            var chord = root * Math.Pow(2, steps[_random.NextInt(4)] / 12.0);
            foreach (var semitones in (ReadOnlySpan<int>)[0, 4, 7])
            {
                Note(sound, bar * 4 * beat, 4 * beat, chord * Math.Pow(2, semitones / 12.0), 0.25, 3);
            }

            for (var step = 0; step < 4; step++)
            {
                Note(sound, ((bar * 4) + step) * beat, beat, 2 * chord * Math.Pow(2, ((ReadOnlySpan<int>)[0, 4, 7, 12])[_random.NextInt(4)] / 12.0), 0.2, 1.5);
            }
        }

        for (var step = 0; step * beat < seconds; step++)
        {
            Drum(sound, step * beat, step % 2 == 0);
        }

        return At(sound, Between(0.03, 0.2));
    }

    /// <summary>Clatter or noise that keeps no beat.</summary>
    public float[] Clatter()
    {
        if (_random.NextInt(3) == 0)
        {
            return LowPassed(0.6);
        }

        var sound = new float[Length];
        for (var time = Between(0, 0.3); time < seconds; time += Between(0.15, 0.6))
        {
            Strike(sound, time, Between(400, 2500), Between(0.03, 0.1), Between(0.5, 1));
        }

        return sound;
    }

    private void Strike(float[] sound, double time, double pitch, double decay, double level)
    {
        foreach (var (ratio, share) in (ReadOnlySpan<(double, double)>)[(1, 0.6), (2.76, 0.3), (5.4, 0.2)])
        {
            Ring(sound, time, pitch * ratio, decay / Math.Sqrt(ratio), level * share);
        }

        for (var i = (int)(time * Rate); i < Math.Min(sound.Length, (int)((time + 0.02) * Rate)); i++)
        {
            sound[i] += (float)(level * 0.5 * _random.NextNormal() * Math.Exp(-(i - (time * Rate)) / (0.004 * Rate)));
        }
    }

    private static void Ring(float[] sound, double time, double hertz, double decay, double level)
    {
        var first = (int)(time * Rate);
        for (var i = first; i < Math.Min(sound.Length, first + (int)(7 * decay * Rate)); i++)
        {
            var since = (double)(i - first) / Rate;
            sound[i] += (float)(level * Math.Exp(-since / decay) * Math.Sin(2 * Math.PI * hertz * since));
        }
    }

    private static void Note(float[] sound, double time, double length, double hertz, double level, double decay)
    {
        var first = (int)(time * Rate);
        for (var i = first; i < Math.Min(sound.Length, first + (int)(length * Rate)); i++)
        {
            var since = (double)(i - first) / Rate;
            var tone = 0.0;
            for (var partial = 1; partial <= 5; partial++)
            {
                tone += Math.Sin(2 * Math.PI * hertz * partial * since) / (partial * partial);
            }

            sound[i] += (float)(level * tone * Math.Min(1, since / 0.01) * Math.Min(1, (length - since) / 0.02) * Math.Exp(-since / decay));
        }
    }

    private void Drum(float[] sound, double time, bool isKick)
    {
        if (isKick)
        {
            Ring(sound, time, 70, 0.06, 0.8);
            return;
        }

        for (var i = (int)(time * Rate); i < Math.Min(sound.Length, (int)((time + 0.1) * Rate)); i++)
        {
            sound[i] += (float)(0.3 * _random.NextNormal() * Math.Exp(-(i - (time * Rate)) / (0.02 * Rate)));
        }
    }

    private float[] Hum()
    {
        var (hertz, sound) = (Between(50, 180), new float[Length]);
        foreach (var partial in Enumerable.Range(1, 8))
        {
            var level = Between(0.2, 1) / partial;
            for (var i = 0; i < sound.Length; i++)
            {
                sound[i] += (float)(level * Math.Sin(2 * Math.PI * hertz * partial * i / Rate));
            }
        }

        return Mix(At(sound, 0.1), LowPassed(0.3), 0.05);
    }

    private float[] LowPassed(double share)
    {
        var (sound, state) = (new float[Length], 0.0);
        for (var i = 0; i < sound.Length; i++)
        {
            state += share * (_random.NextNormal() - state);
            sound[i] = (float)state;
        }

        return At(sound, 0.1);
    }
}
