using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Running;

/// <summary>What the toy stages write of a clip.</summary>
[CurationTable("toy", nameof(ClipId))]
public sealed record ToyRow
{
    public required string ClipId { get; init; }

    public required int Frames { get; init; }

    public required int Planes { get; init; }

    public required double MeanLuma { get; init; }
}
