namespace HunyuanVideo.Curation.Stages;

/// <summary>What is on record of something taken down.</summary>
/// <param name="Id">Source, clip or file.</param>
/// <param name="Reason">Why, in the user's words.</param>
/// <param name="TimeUtcMs">When, in milliseconds since 1970 (UTC); null where the part that said so is gone.</param>
public sealed record TakedownEntry(string Id, string? Reason, long? TimeUtcMs);
