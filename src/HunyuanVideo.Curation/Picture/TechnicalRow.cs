using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Technical quality of the crop. Source: spec curation §3, §4 S8.</summary>
[CurationTable("m_technical", nameof(ClipId))]
public sealed record TechnicalRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Mean luma, levels.</summary>
    public required float ExposureMean { get; init; }

    /// <summary>Share of dark pixels.</summary>
    public required float DarkShare { get; init; }

    /// <summary>Share of bright pixels.</summary>
    public required float BrightShare { get; init; }

    /// <summary>95th − 5th percentile of luma, as a share of the range.</summary>
    public required float Contrast { get; init; }

    /// <summary>Standard deviation of noise, levels.</summary>
    public required float NoiseSigma { get; init; }

    /// <summary>Steps across an 8×8 grid over steps elsewhere; 1 without blocks.</summary>
    public required float Blockiness { get; init; }

    /// <summary>Share of 16×16 blocks whose shading goes in visible steps.</summary>
    public required float Banding { get; init; }

    /// <summary>Spread and strength of colours.</summary>
    public required float Colourfulness { get; init; }

    /// <summary>Unrest of the mean luma in time, as a share of the contrast.</summary>
    public required float Flicker { get; init; }

    /// <summary>Comb energy of neighbouring lines over that of every second; above 1.4 the picture is interlaced.</summary>
    public required float InterlaceScore { get; init; }

    /// <summary>All together, 0…1.</summary>
    public required float Quality { get; init; }
}
