using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// The camera's move as a model sees it. To policies: <c>m_camera.model_label</c> and <c>m_camera.model_confidence</c>.
/// Source: spec curation §4 S15.
/// </summary>
[CurationTable("plugin_camera", nameof(ClipId))]
public sealed record CameraModelRow : PluginRow
{
    /// <summary>One of <see cref="Motion.CameraLabels.Names"/>.</summary>
    public required string Label { get; init; }

    /// <summary>Score of the label less that of the next, 0…1.</summary>
    public required float Confidence { get; init; }

    /// <summary>14 scores that add up to 1, in the order of <see cref="Motion.CameraLabels.Names"/>.</summary>
    public required float[] Scores { get; init; }
}
