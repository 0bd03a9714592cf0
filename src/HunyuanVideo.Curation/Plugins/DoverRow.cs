using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// Quality of the crop as a DOVER model sees it. To policies: <c>m_technical.dover_technical</c>, <c>dover_aesthetic</c> and
/// <c>dover</c>. Source: spec curation §3, §4 S8.
/// </summary>
[CurationTable("plugin_dover", nameof(ClipId))]
public sealed record DoverRow : PluginRow
{
    /// <summary>Technical score, raw.</summary>
    public required float Technical { get; init; }

    /// <summary>Aesthetic score, raw.</summary>
    public required float Aesthetic { get; init; }

    /// <summary>Both together, 0…1.</summary>
    public required float Fused { get; init; }
}
