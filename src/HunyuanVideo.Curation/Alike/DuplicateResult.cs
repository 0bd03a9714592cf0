namespace HunyuanVideo.Curation.Alike;

/// <summary>Near-duplicates of a pool.</summary>
/// <param name="Edges">Pairs of copies, sorted by their ids.</param>
/// <param name="Groups">One row per clip, sorted by clip id.</param>
public sealed record DuplicateResult(IReadOnlyList<DupEdgeRow> Edges, IReadOnlyList<DupGroupRow> Groups);
