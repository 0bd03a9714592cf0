using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Motion;

/// <summary>Row of <c>m_camera</c>. Lengths are in % of the diagonal; content moves against the camera. Source: spec curation §3.</summary>
[CurationTable("m_camera", nameof(ClipId))]
public sealed record CameraRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>One of <see cref="CameraLabels.Names"/>.</summary>
    public required string Label { get; init; }

    /// <summary>Score of the label less that of the next, 0…1.</summary>
    public required float Confidence { get; init; }

    /// <summary>14 scores that add up to 1, in the order of <see cref="CameraLabels.Names"/>.</summary>
    public required float[] Scores { get; init; }

    /// <summary>Growth of the picture, % per second.</summary>
    public required float ZoomRate { get; init; }

    /// <summary>Speed of the content to the right, per second.</summary>
    public required float PanX { get; init; }

    /// <summary>Speed of the content downwards, per second.</summary>
    public required float PanY { get; init; }

    /// <summary>Turn of the content, clockwise, degrees per second.</summary>
    public required float Roll { get; init; }

    /// <summary>Spread of the speeds along the main direction, the camera's turn taken out, over the main speed.</summary>
    public required float Parallax { get; init; }

    /// <summary>RMS of the path above 2 Hz.</summary>
    public required float Shake { get; init; }
}
