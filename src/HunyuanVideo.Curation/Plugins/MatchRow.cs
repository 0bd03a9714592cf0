using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>How well sound and picture of a clip go together to a model. To policies: <c>m_audio.model_av_consistency</c>. Source: spec curation §9.</summary>
[CurationTable("plugin_av_consistency", nameof(ClipId))]
public sealed record MatchRow : PluginRow
{
    /// <summary>Cosine of the vectors of both, −1…1.</summary>
    public required float Cosine { get; init; }
}
