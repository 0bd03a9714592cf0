using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Tests.Store;

/// <summary>A row with a column of every type.</summary>
[CurationTable("sample", nameof(ClipId), nameof(Index))]
public sealed record SampleRow
{
    public required string ClipId { get; init; }

    public required int Index { get; init; }

    public string? Note { get; init; }

    public bool IsGood { get; init; }

    public sbyte Depth { get; init; }

    public short Rotation { get; init; }

    public long Bytes { get; init; }

    public float Score { get; init; }

    public double? FramesPerSecond { get; init; }

    public int? AudioRate { get; init; }

    public float[] Vector { get; init; } = [];

    public long[] Pts { get; init; } = [];

    public ulong[]? Signature { get; init; }

    public int[] Keyframes { get; init; } = [];

    public static SampleRow Of(string clipId, int index = 0) => new()
    {
        ClipId = clipId,
        Index = index,
        Note = index % 2 == 0 ? null : "it's \"quoted\"\n日本語",
        IsGood = true,
        Depth = -8,
        Rotation = -90,
        Bytes = long.MaxValue,
        Score = 0.1f,
        FramesPerSecond = index % 2 == 0 ? null : 29.97,
        AudioRate = index % 2 == 0 ? null : 48_000,
        Vector = [0.25f, -1f / 3],
        Pts = [],
        Signature = index % 2 == 0 ? null : [ulong.MaxValue, 0],
        Keyframes = [1, 2, 3],
    };
}
