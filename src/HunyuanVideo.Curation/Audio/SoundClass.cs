namespace HunyuanVideo.Curation.Audio;

/// <summary>The four classes of sound, in the order of their scores. Source: paper, data filtering; spec curation §9.</summary>
public enum SoundClass
{
    /// <summary>Neither speech nor music.</summary>
    PureSound,

    /// <summary>Speech, alone or with anything else.</summary>
    SoundWithSpeech,

    /// <summary>Music beside other sounds.</summary>
    SoundWithMusic,

    /// <summary>Music alone.</summary>
    PureMusic,
}
