namespace HunyuanVideo.Curation.Audio;

/// <summary>Turns scores of seconds into a class. Source: spec curation §9.</summary>
internal static class SoundClassifier
{
    /// <summary>Names of the classes in tables and captions, in the order of <see cref="SoundClass"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["pure_sound", "sound_with_speech", "sound_with_music", "pure_music"];

    /// <summary>The rule: speech before music, music alone only without anything off its beat.</summary>
    public static SoundClass Choose(SoundShares shares, SoundClassOptions options) =>
        shares.Speech >= options.SpeechFrom ? SoundClass.SoundWithSpeech
        : shares.Music >= options.PureMusicFrom && shares.OffBeat < options.OffBeatFrom ? SoundClass.PureMusic
        : shares.Music >= options.MusicFrom ? SoundClass.SoundWithMusic
        : SoundClass.PureSound;

    /// <summary>The same with soft steps; the four sum to 1.</summary>
    public static float[] Scores(SoundShares shares, SoundClassOptions options)
    {
        var speech = Step(shares.Speech - options.SpeechFrom, options.ShareWidth);
        var pure = Step(shares.Music - options.PureMusicFrom, options.ShareWidth) * Step(options.OffBeatFrom - shares.OffBeat, options.OffBeatWidth);
        var music = Step(shares.Music - options.MusicFrom, options.ShareWidth);
        return
        [
            (float)((1 - speech) * (1 - pure) * (1 - music)), (float)speech, (float)((1 - speech) * (1 - pure) * music), (float)((1 - speech) * pure),
        ];
    }

    private static double Step(double distance, double width) => 1 / (1 + Math.Exp(-distance / width));
}
