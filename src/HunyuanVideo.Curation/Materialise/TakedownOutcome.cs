namespace HunyuanVideo.Curation.Materialise;

/// <summary>What a takedown does to a written set.</summary>
/// <param name="Items">Clips removed, in ordinal order.</param>
/// <param name="Shards">Archives rewritten or deleted.</param>
/// <param name="Generation">The set's generation afterwards.</param>
/// <param name="SetHash">Sum of the record of the set that held them: what a trained model may name.</param>
public sealed record TakedownOutcome(IReadOnlyList<string> Items, IReadOnlyList<string> Shards, int Generation, string SetHash);
