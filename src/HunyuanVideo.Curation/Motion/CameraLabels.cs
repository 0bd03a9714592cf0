namespace HunyuanVideo.Curation.Motion;

/// <summary>Names of the camera labels in tables and captions, by score index. Source: spec curation §4 S15.</summary>
public static class CameraLabels
{
    /// <summary>Names in the order of <see cref="CameraLabel"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "zoom_in", "zoom_out", "pan_up", "pan_down", "pan_left", "pan_right",
        "tilt_up", "tilt_down", "tilt_left", "tilt_right", "around_left", "around_right", "static", "handheld",
    ];

    /// <summary>Name of a label.</summary>
    public static string NameOf(CameraLabel label) => Names[(int)label];
}
