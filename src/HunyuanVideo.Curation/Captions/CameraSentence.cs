namespace HunyuanVideo.Curation.Captions;

/// <summary>The fourteen moves of a camera in words. Source: spec curation §4 S15, §8.</summary>
public static class CameraSentence
{
    /// <summary>The labels, in the order of a classifier's scores.</summary>
    public static IReadOnlyList<string> Labels { get; } =
    [
        "zoom_in", "zoom_out", "pan_up", "pan_down", "pan_left", "pan_right", "tilt_up", "tilt_down", "tilt_left", "tilt_right",
        "around_left", "around_right", "static", "handheld",
    ];

    /// <summary>"The camera zooms in."</summary>
    /// <param name="label">One of <see cref="Labels"/>.</param>
    public static string Of(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return label.Split('_') switch
        {
            ["zoom", var way] => $"The camera zooms {way}.",
            ["pan", var way] => $"The camera pans {way}.",
            ["tilt", var way] => $"The camera tilts {way}.",
            ["around", var way] => $"The camera moves around to the {way}.",
            ["static"] => "The camera is static.",
            ["handheld"] => "The camera is handheld.",
            _ => throw new ArgumentOutOfRangeException(nameof(label), label, null),
        };
    }
}
