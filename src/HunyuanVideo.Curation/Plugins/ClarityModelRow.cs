using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>How clear a model finds the crop. To policies: <c>m_clarity.model</c>. Source: spec curation §3, §4 S9.</summary>
[CurationTable("plugin_clarity", nameof(ClipId))]
public sealed record ClarityModelRow : PluginRow
{
    /// <summary>Mean probability of a clear picture, 0…1.</summary>
    public required float Clear { get; init; }
}
