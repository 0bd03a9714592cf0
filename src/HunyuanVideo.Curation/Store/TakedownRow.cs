using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Store;

/// <summary>A source or clip that was removed on request. Source: spec curation §15.</summary>
[CurationTable("takedown", nameof(Id))]
public sealed record TakedownRow
{
    /// <summary>Name of the stage in the ledger.</summary>
    public const string Stage = "takedown";

    /// <summary>Source or clip.</summary>
    public required string Id { get; init; }

    /// <summary>Why, in the user's words.</summary>
    public required string Reason { get; init; }

    /// <summary>When, in milliseconds since 1970 (UTC).</summary>
    public required long TimeUtcMs { get; init; }
}
