using HunyuanVideo.Random;

namespace HunyuanVideo.Curation.Bench;

/// <summary>Babble of vowels and hisses from a buzz through moving formants: no words, but all that marks a voice. 48 kHz, mono.</summary>
internal sealed class SpeechStudio(ulong seed, double seconds)
{
    private const int Rate = SoundStudio.Rate;
    private const double LipShare = 0.08;   // a high-pass at 600 Hz
    private const double StepSeconds = 0.005;

    private static readonly (double F1, double F2, double F3)[] Vowels =
    [
        (730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410), (660, 1720, 2410), (490, 1350, 1690),
    ];

    private readonly Philox _random = Philox.For(0x5BEEC, "test speech", seed);
    private readonly double[] _state = new double[6];
    private double _low;

    public float[] Babble()
    {
        var sound = new float[(int)(seconds * Rate)];
        var pitch = Between(95, 210);
        var at = Between(0, 0.15);
        var (vowel, phase) = (Vowels[_random.NextInt(Vowels.Length)], 0.0);
        while (at < seconds)
        {
            if (_random.NextInt(3) > 0)
            {
                at = Hiss(sound, at);
            }

            var next = Vowels[_random.NextInt(Vowels.Length)];
            (at, phase) = Vowel(sound, at, vowel, next, pitch, phase);
            vowel = next;
            at += _random.NextInt(6) == 0 ? Between(0.15, 0.35) : Between(0, 0.03);
        }

        return SoundStudio.At(sound, Between(0.03, 0.12));
    }

    private double Between(double low, double high) => low + ((high - low) * _random.NextUniform());

    private double Hiss(float[] sound, double at)
    {
        var (length, state, level) = (Between(0.04, 0.1), 0.0, Between(0.03, 0.12));
        for (var i = (int)(at * Rate); i < Math.Min(sound.Length, (int)((at + length) * Rate)); i++)
        {
            var noise = _random.NextNormal();
            sound[i] += (float)(level * (noise - state) * Math.Sin(Math.PI * (i - (at * Rate)) / (length * Rate)));
            state = noise;
        }

        return at + length;
    }

    private (double At, double Phase) Vowel(
        float[] sound, double at, (double F1, double F2, double F3) from, (double F1, double F2, double F3) to, double pitch, double phase)
    {
        var length = Between(0.12, 0.24);
        var (start, end) = (pitch * Between(0.85, 1.2), pitch * Between(0.75, 1.15));
        var first = (int)(at * Rate);
        var count = Math.Min(sound.Length - first, (int)(length * Rate));
        for (var i = 0; i < count; i++)
        {
            var share = i / (length * Rate);
            phase += (start + ((end - start) * share)) / Rate;
            phase -= Math.Floor(phase);
            var buzz = (phase < 0.6 ? phase * phase * (0.6 - phase) * 12 : 0) - 0.25 + (0.01 * _random.NextNormal());
            var tone = Formant(0, buzz, Mean(from.F1, to.F1, share), 70) + (0.6 * Formant(1, buzz, Mean(from.F2, to.F2, share), 90))
                + (0.3 * Formant(2, buzz, Mean(from.F3, to.F3, share), 130));
            _low += LipShare * (tone - _low);   // lips radiate little below the first formants
            sound[first + i] += (float)((tone - _low) * Math.Min(1, Math.Min(i, count - i) / (StepSeconds * 4 * Rate)));
        }

        return (at + length, phase);
    }

    private static double Mean(double from, double to, double share) => from + ((to - from) * Math.Min(1, share * 2));

    /// <summary>A resonance of the throat, its gain 1 at its peak.</summary>
    private double Formant(int index, double input, double hertz, double width)
    {
        var radius = Math.Exp(-Math.PI * width / Rate);
        var output = ((1 - radius) * input) + (2 * radius * Math.Cos(2 * Math.PI * hertz / Rate) * _state[2 * index]) - (radius * radius * _state[(2 * index) + 1]);
        (_state[2 * index], _state[(2 * index) + 1]) = (output, _state[2 * index]);
        return output;
    }
}
