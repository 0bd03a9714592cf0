namespace HunyuanVideo.Curation.Motion;

/// <summary>
/// What the camera does, in the order of the scores. Pan: it travels; tilt: it turns; around: it travels on an arc with
/// the subject in the middle. Source: spec curation §4 S15.
/// </summary>
public enum CameraLabel
{
    /// <summary>Things grow.</summary>
    ZoomIn,

    /// <summary>Things shrink.</summary>
    ZoomOut,

    /// <summary>It travels up.</summary>
    PanUp,

    /// <summary>It travels down.</summary>
    PanDown,

    /// <summary>It travels to the left.</summary>
    PanLeft,

    /// <summary>It travels to the right.</summary>
    PanRight,

    /// <summary>It turns up.</summary>
    TiltUp,

    /// <summary>It turns down.</summary>
    TiltDown,

    /// <summary>It turns to the left.</summary>
    TiltLeft,

    /// <summary>It turns to the right.</summary>
    TiltRight,

    /// <summary>It circles to the left.</summary>
    AroundLeft,

    /// <summary>It circles to the right.</summary>
    AroundRight,

    /// <summary>It stands.</summary>
    Static,

    /// <summary>A hand holds it.</summary>
    Handheld,
}
