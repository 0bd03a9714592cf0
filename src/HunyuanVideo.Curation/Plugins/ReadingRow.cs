using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// What a model reads in the lines that the search without a model finds. To policies: <c>m_text.model_languages</c>.
/// Source: spec curation §4 S6.
/// </summary>
[CurationTable("plugin_text_recogniser", nameof(ClipId))]
public sealed record ReadingRow : PluginRow
{
    /// <summary>As <c>m_text.languages</c>.</summary>
    public string? Languages { get; init; }

    /// <summary>As <c>m_text.text_sample</c>.</summary>
    public string? TextSample { get; init; }
}
