using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Text;

/// <summary>What is written in a clip. Source: spec curation §3.</summary>
[CurationTable("m_text", nameof(ClipId))]
public sealed record TextRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Share of the picture under lines of text, in the sample with most, 0 … 1.</summary>
    public required float CoverageMax { get; init; }

    /// <summary>The same, mean of the samples.</summary>
    public required float CoverageMean { get; init; }

    /// <summary>Share of the picture under any line of any sample: what a crop would have to avoid.</summary>
    public required float AreaBoxes { get; init; }

    /// <summary>Whether there are subtitles.</summary>
    public required bool Subtitle { get; init; }

    /// <summary>The band of the subtitles, in shown pixels of the source; null without.</summary>
    public int? SubtitleX0 { get; init; }

    /// <summary>See <see cref="SubtitleX0"/>.</summary>
    public int? SubtitleY0 { get; init; }

    /// <summary>See <see cref="SubtitleX0"/>.</summary>
    public int? SubtitleX1 { get; init; }

    /// <summary>See <see cref="SubtitleX0"/>.</summary>
    public int? SubtitleY1 { get; init; }

    /// <summary>Whether lines move evenly, as credits do.</summary>
    public required bool Scroll { get; init; }

    /// <summary>Scripts of what was read, ISO 15924, ordinally sorted, joined by commas; null where nothing was read.</summary>
    public string? Languages { get; init; }

    /// <summary>Some of what was read, lines joined by " / "; null where nothing was.</summary>
    public string? TextSample { get; init; }
}
