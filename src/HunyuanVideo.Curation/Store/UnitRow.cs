namespace HunyuanVideo.Curation.Store;

/// <summary>A row and the attempt that made it; the row counts only when the ledger calls that attempt done.</summary>
/// <param name="UnitId">Unit of work.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Row">A record with a <c>[CurationTable]</c>.</param>
public sealed record UnitRow(string UnitId, short Attempt, object Row);
