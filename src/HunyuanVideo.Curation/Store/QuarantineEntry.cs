using System.Collections.Immutable;

namespace HunyuanVideo.Curation.Store;

/// <summary>Why a unit could not be measured, and how to see it for oneself. Source: spec curation §11.</summary>
public sealed record QuarantineEntry
{
    /// <summary>Source, clip or file.</summary>
    public required string UnitId { get; init; }

    /// <summary>Stage that gave up.</summary>
    public required string Stage { get; init; }

    /// <summary>Key of the stage.</summary>
    public required string StageKey { get; init; }

    /// <summary>The fault in one word, for example <c>no_video_stream</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The fault in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The file as it was found.</summary>
    public required string Path { get; init; }

    /// <summary>Program and arguments that show the fault again.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Last words of the decoder.</summary>
    public string StderrTail { get; init; } = "";

    /// <summary>SHA-256 of the file's bytes where it was read but not taken in; null for other units.</summary>
    public string? ContentId { get; init; }

    /// <summary>The next run tries it again: a file that was not taken in is known by this entry alone.</summary>
    public bool IsReleased { get; init; }

    /// <summary>A person has seen it and lets it be.</summary>
    public bool IsDismissed { get; init; }
}
