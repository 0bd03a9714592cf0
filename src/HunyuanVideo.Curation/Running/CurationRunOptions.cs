using System.Collections.Immutable;
using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Ingest;
using HunyuanVideo.Curation.Store;

namespace HunyuanVideo.Curation.Running;

/// <summary>What to run and how. Source: spec curation §5, §11.</summary>
public sealed record CurationRunOptions
{
    /// <summary>The curation's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Files and folders to take in; none goes on with what is there.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>Last stage to run, or null for all.</summary>
    public string? Until { get; init; }

    /// <summary>The one stage to run, or null for all.</summary>
    public string? Only { get; init; }

    /// <summary>Most sources to work on, or null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>Units worked on at once.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Only count what would be done.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>How files are taken in.</summary>
    public IngestOptions Ingest { get; init; } = new();

    /// <summary>What the clip decoder delivers.</summary>
    public ClipDecodeOptions Decode { get; init; } = new();

    /// <summary>How much finished work may wait.</summary>
    public BatchOptions Batch { get; init; } = new();

    /// <summary>When a failed unit is tried again.</summary>
    public RetryOptions Retry { get; init; } = new();
}
