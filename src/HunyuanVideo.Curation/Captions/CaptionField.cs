namespace HunyuanVideo.Curation.Captions;

/// <summary>The fields of which a text is put together.</summary>
public enum CaptionField
{
    /// <summary>The short sentence.</summary>
    Headline,

    /// <summary>The dense description.</summary>
    Dense,

    /// <summary>The background.</summary>
    Background,

    /// <summary>The style.</summary>
    Style,

    /// <summary>The type of shot.</summary>
    ShotType,

    /// <summary>The light.</summary>
    Lighting,

    /// <summary>The mood.</summary>
    Atmosphere,

    /// <summary>The camera.</summary>
    Camera,

    /// <summary>Tags of quality.</summary>
    Quality,

    /// <summary>Tags of origin.</summary>
    Source,

    /// <summary>The things.</summary>
    Things,

    /// <summary>The sound.</summary>
    Audio,
}
