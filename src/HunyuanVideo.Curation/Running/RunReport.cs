using System.Collections.Immutable;
using HunyuanVideo.Curation.Ingest;

namespace HunyuanVideo.Curation.Running;

/// <summary>What a run did.</summary>
public sealed record RunReport
{
    /// <summary>What became of the files, or null where none were taken in.</summary>
    public IngestReport? Ingest { get; init; }

    /// <summary>Where each stage ended.</summary>
    public required RunProgress Progress { get; init; }

    /// <summary>Sources whose file is gone or has changed since.</summary>
    public ImmutableArray<string> MissingSources { get; init; } = [];

    /// <summary>Sentences for the user: a lock taken over, barriers that had to wait.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>Core-seconds of what a dry run found to do.</summary>
    public double EstimatedSeconds { get; init; }

    /// <summary>Whether a unit failed that another run may mend.</summary>
    public bool HasFailures => Progress.Stages.Any(stage => stage.Failed > 0);
}
