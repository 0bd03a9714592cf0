namespace HunyuanVideo.Synthetic;

/// <summary>What the camera does; the picture's content moves the other way. Source: spec product §3.</summary>
public enum CameraMove
{
    /// <summary>Nothing.</summary>
    Static,

    /// <summary>Towards the left.</summary>
    PanLeft,

    /// <summary>Towards the right.</summary>
    PanRight,

    /// <summary>Upwards.</summary>
    TiltUp,

    /// <summary>Downwards.</summary>
    TiltDown,

    /// <summary>Closer.</summary>
    ZoomIn,

    /// <summary>Away.</summary>
    ZoomOut,
}
