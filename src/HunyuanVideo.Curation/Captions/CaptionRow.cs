using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Captions;

/// <summary>A caption of one source. Source: spec curation §3.</summary>
[CurationTable("caption", nameof(ClipId), nameof(Source))]
public sealed record CaptionRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary>Where it comes from: facts, http, sidecar, toy or human.</summary>
    public required string Source { get; init; }

    /// <summary>The caption, one line of JSON; of an invalid one what was received, cut to the limit.</summary>
    public required string Json { get; init; }

    /// <summary>The model that wrote it, or null.</summary>
    public string? Model { get; init; }

    /// <summary>Whether it has no faults.</summary>
    public required bool Valid { get; init; }

    /// <summary>Its faults, "code: sentence" joined by "; "; null without.</summary>
    public string? Faults { get; init; }
}
