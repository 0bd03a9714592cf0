using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>What a stage writes that reads another's row.</summary>
[CurationTable("toy_read", nameof(ClipId))]
public sealed record ToyReadRow
{
    public required string ClipId { get; init; }

    public required double Doubled { get; init; }
}
