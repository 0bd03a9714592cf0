using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// What a clip sounds like to a tagger. To policies: <c>m_audio.model_class</c>, <c>model_speech_share</c> and
/// <c>model_music_share</c>. Source: spec curation §9.
/// </summary>
[CurationTable("plugin_audio_tags", nameof(ClipId))]
public sealed record TagRow : PluginRow
{
    /// <summary>As <c>m_audio.class</c>, by the tagger's speech and music; null in silence.</summary>
    public string? Class { get; init; }

    /// <summary>As <c>m_audio.class_scores</c>; null in silence.</summary>
    public float[]? ClassScores { get; init; }

    /// <summary>Share of sounding seconds that hold speech, 0…1.</summary>
    public required float SpeechShare { get; init; }

    /// <summary>Share of sounding seconds that hold music, 0…1.</summary>
    public required float MusicShare { get; init; }

    /// <summary>Labels of the greatest mean scores, best first.</summary>
    public required string[] Labels { get; init; }

    /// <summary>Their mean scores, 0…1.</summary>
    public required float[] Scores { get; init; }
}
