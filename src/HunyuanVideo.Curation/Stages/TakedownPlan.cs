using HunyuanVideo.Curation.Materialise;

namespace HunyuanVideo.Curation.Stages;

/// <summary>What a takedown removes. Source: spec curation §15.</summary>
public sealed record TakedownPlan
{
    /// <summary>Sources and clips that were asked for and are not taken down yet.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>Sources and clips that were asked for and are taken down already.</summary>
    public required IReadOnlyList<string> Known { get; init; }

    /// <summary>Files of those sources, as they were taken in.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Every clip that goes with them.</summary>
    public required IReadOnlyList<string> Clips { get; init; }

    /// <summary>Copies in other sources that stay: near-duplicates, for the same fate if the user wants.</summary>
    public required IReadOnlyList<CopyMember> Copies { get; init; }

    /// <summary>Written sets that hold some of it, by name.</summary>
    public required IReadOnlyDictionary<string, TakedownOutcome> Sets { get; init; }
}
