namespace HunyuanVideo.Curation.Plugins;

/// <summary>Brings sound into the length and shape a model takes. Source: spec curation §9 (plug-ins).</summary>
internal static class SoundTensor
{
    /// <summary>A stretch of a sound; silence beyond its ends.</summary>
    public static float[] Stretch(float[] samples, int from, int length)
    {
        var heard = new float[length];
        var (first, behind) = (Math.Clamp(from, 0, samples.Length), Math.Clamp(from + length, 0, samples.Length));
        if (behind > first)
        {
            samples.AsSpan(first, behind - first).CopyTo(heard.AsSpan(first - from));
        }

        return heard;
    }

    /// <summary>A sound in the format's layout.</summary>
    public static OnnxTensor Of(float[] sound, AudioFormat format) => format.Layout switch
    {
        AudioLayout.Samples => new OnnxTensor(sound, [sound.Length]),
        AudioLayout.Batch => new OnnxTensor(sound, [1, sound.Length]),
        _ => MelSpectrogram.Of(sound, format),
    };
}
