using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// Whether a clip is one shot to a model. To policies: <c>m_recheck.model_score</c> and <c>m_recheck.model_single_shot</c>.
/// Source: spec curation §4 S2, S11.
/// </summary>
[CurationTable("plugin_transnetv2", nameof(ClipId))]
public sealed record ShotModelRow : PluginRow
{
    /// <summary>Greatest probability that a frame is the last of its shot, or of a transition if that is greater, 0…1.</summary>
    public required float WorstScore { get; init; }

    /// <summary>Number in the source of the frame behind it: the first of the new shot.</summary>
    public required int WorstFrame { get; init; }

    /// <summary>Whether the model sees no transition.</summary>
    public required bool SingleShot { get; init; }
}
