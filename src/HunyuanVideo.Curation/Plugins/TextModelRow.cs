using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// How much of a clip is written over, by the lines that a model finds. To policies: <c>m_text.model_coverage_max</c>,
/// <c>model_coverage_mean</c> and <c>model_subtitle</c>. Source: spec curation §4 S6.
/// </summary>
[CurationTable("plugin_text_detector", nameof(ClipId))]
public sealed record TextModelRow : PluginRow
{
    /// <summary>As <c>m_text.coverage_max</c>.</summary>
    public required float CoverageMax { get; init; }

    /// <summary>As <c>m_text.coverage_mean</c>.</summary>
    public required float CoverageMean { get; init; }

    /// <summary>As <c>m_text.area_boxes</c>.</summary>
    public required float AreaBoxes { get; init; }

    /// <summary>As <c>m_text.subtitle</c>.</summary>
    public required bool Subtitle { get; init; }

    /// <summary>As <c>m_text.scroll</c>.</summary>
    public required bool Scroll { get; init; }
}
