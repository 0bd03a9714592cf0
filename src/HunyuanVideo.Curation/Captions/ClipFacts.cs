namespace HunyuanVideo.Curation.Captions;

/// <summary>What was measured of a clip, as far as captions speak of it; null is not measured. Source: spec curation §3, §8.</summary>
public sealed record ClipFacts
{
    /// <summary>Duration in seconds (clip.duration_s).</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Mean luma, 16 … 235 (m_technical.exposure_mean).</summary>
    public double? ExposureMean { get; init; }

    /// <summary>Contrast, 0 … 1 (m_technical.contrast).</summary>
    public double? Contrast { get; init; }

    /// <summary>Colourfulness (m_technical.colourfulness).</summary>
    public double? Colourfulness { get; init; }

    /// <summary>Mean red minus mean blue, −255 … 255: warm above zero.</summary>
    public double? Warmth { get; init; }

    /// <summary>Flicker (m_technical.flicker).</summary>
    public double? Flicker { get; init; }

    /// <summary>Noise (m_technical.noise_sigma).</summary>
    public double? NoiseSigma { get; init; }

    /// <summary>Technical quality, 0 … 1 (m_technical.quality).</summary>
    public double? Quality { get; init; }

    /// <summary>Clarity, 0 … 1 (m_clarity.clarity).</summary>
    public double? Clarity { get; init; }

    /// <summary>Speed of the whole picture, % of the diagonal per second (m_motion.global_speed).</summary>
    public double? GlobalSpeed { get; init; }

    /// <summary>Speed of things against it, same unit (m_motion.object_speed).</summary>
    public double? ObjectSpeed { get; init; }

    /// <summary>Share of frames without change (m_motion.frozen_share).</summary>
    public double? FrozenShare { get; init; }

    /// <summary>Share of the picture that moves by itself (m_motion.coverage).</summary>
    public double? MovingShare { get; init; }

    /// <summary>The camera's move (m_camera.label).</summary>
    public string? CameraLabel { get; init; }

    /// <summary>How sure that is, 0 … 1 (m_camera.confidence).</summary>
    public double? CameraConfidence { get; init; }

    /// <summary>Share of the picture under writing (m_text.coverage_max).</summary>
    public double? TextCoverage { get; init; }

    /// <summary>Whether there are subtitles (m_text.subtitle).</summary>
    public bool? HasSubtitles { get; init; }

    /// <summary>Whether writing scrolls (m_text.scroll).</summary>
    public bool? HasScroll { get; init; }

    /// <summary>What was read (m_text.text_sample).</summary>
    public string? TextSample { get; init; }

    /// <summary>Whether there is a logo or a watermark (m_overlay).</summary>
    public bool? HasLogo { get; init; }

    /// <summary>Class of the sound (m_audio.class).</summary>
    public string? AudioClass { get; init; }

    /// <summary>Share of silence, 0 … 1 (m_audio.silence_ratio).</summary>
    public double? SilenceRatio { get; init; }

    /// <summary>Beginnings of sounds per second.</summary>
    public double? OnsetsPerSecond { get; init; }

    /// <summary>Where the footage is from (source.origin).</summary>
    public string? Origin { get; init; }

    /// <summary>The greater of both speeds (m_motion.max_speed).</summary>
    public double? MaxSpeed => GlobalSpeed is null && ObjectSpeed is null ? null : Math.Max(GlobalSpeed ?? 0, ObjectSpeed ?? 0);
}
