using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>A clip, as the toy plan writes it.</summary>
[CurationTable("clip", nameof(ClipId))]
public sealed record ToyClipRow
{
    public required string ClipId { get; init; }

    public required string SourceId { get; init; }

    public required int First { get; init; }

    public required int Last { get; init; }
}
