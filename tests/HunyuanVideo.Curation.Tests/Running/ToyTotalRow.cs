using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>What the toy barrier writes.</summary>
[CurationTable("toy_total", nameof(Id))]
public sealed record ToyTotalRow
{
    public required string Id { get; init; }

    public required long Clips { get; init; }
}
