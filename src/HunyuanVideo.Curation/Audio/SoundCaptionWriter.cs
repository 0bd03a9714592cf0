using System.Globalization;

namespace HunyuanVideo.Curation.Audio;

/// <summary>Plain words from measurements, nothing that was not measured. Source: spec curation §9, captions from facts.</summary>
internal static class SoundCaptionWriter
{
    private const double Noisy = 0.15;
    private const double MostlySilent = 0.5;
    private const double LeastRate = 0.4;      // onsets a second from which their rate is told
    private const double MostRate = 6;         // faster ones are a texture
    private const int FewestOnsets = 3;
    private const double SecondsPerMinute = 60;
    private static readonly string[] Times = ["less than once", "about once", "about twice", "about three times", "about four times", "about five times", "about six times"];

    /// <summary>The sounds, or null in silence.</summary>
    public static string? Sound(SoundFacts facts)
    {
        if (facts.Class is not { } kind)
        {
            return null;
        }

        var parts = kind switch
        {
            SoundClass.SoundWithSpeech => "speech",
            SoundClass.PureMusic => "no sound beside the music, no speech",
            SoundClass.SoundWithMusic => Texture(facts) + " beside music, no speech",
            _ => Texture(facts) + ", no speech",
        };
        return facts.SilenceRatio > MostlySilent ? parts + ", mostly silence" : parts;
    }

    /// <summary>The music, or null without.</summary>
    public static string? Music(SoundFacts facts) =>
        facts.Class is not (SoundClass.PureMusic or SoundClass.SoundWithMusic) ? null
        : facts.BeatSeconds is { } beat
            ? string.Create(CultureInfo.InvariantCulture, $"music with about {Math.Round(SecondsPerMinute / beat / 5) * 5} beats a minute")
            : "music without a clear beat";

    private static string Texture(SoundFacts facts)
    {
        var onsets = facts.OnsetSeconds;
        var rate = onsets.Count < FewestOnsets ? 0 : (onsets.Count - 1) / (onsets[^1] - onsets[0]);
        return facts.Steady && facts.Noisiness >= Noisy ? "steady, rain-like noise"
            : facts.Steady ? "a steady tone or hum"
            : rate is >= LeastRate and <= MostRate ? $"impacts {Times[(int)Math.Round(rate)]} a second"
            : facts.Noisiness >= Noisy ? facts.SilenceRatio > MostlySilent ? "a short noise" : "changing noise"
            : "single sounds";
    }
}
