using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Store;

/// <summary>A row of the same key as <see cref="SampleRow"/>, from the same stage.</summary>
[CurationTable("sibling", nameof(ClipId), nameof(Index))]
public sealed record SiblingRow
{
    public required string ClipId { get; init; }

    public required int Index { get; init; }

    public required float Weight { get; init; }
}
