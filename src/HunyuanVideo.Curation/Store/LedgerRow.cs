using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Store;

/// <summary>What became of one attempt at one unit of work. Source: spec curation §3.</summary>
[CurationTable("ledger", nameof(UnitId), nameof(Stage), nameof(StageKey), nameof(State), nameof(Attempt))]
public sealed record LedgerRow
{
    /// <summary>Name of the stage whose units are files: it takes them in.</summary>
    public const string FileStage = "ingest";

    /// <summary>Source, clip, file or barrier.</summary>
    public required string UnitId { get; init; }

    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>What the stage depends on, hashed.</summary>
    public required string StageKey { get; init; }

    /// <summary>One of <see cref="LedgerStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>From 1.</summary>
    public required short Attempt { get; init; }

    /// <summary>Why it failed, or what could not be measured.</summary>
    public string? Reason { get; init; }

    /// <summary>Rows it wrote, in all tables: fewer there means that a part is gone. Null where nobody counted.</summary>
    public int? RowCount { get; init; }

    /// <summary>Time it took.</summary>
    public required float Seconds { get; init; }

    /// <summary>Most memory the process held by then.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Program and version.</summary>
    public required string Program { get; init; }
}
