namespace HunyuanVideo.Curation.Alike;

/// <summary>What the look vector takes from the measurement of motion (S10). Source: spec curation §4 S12.</summary>
/// <remarks>
/// <see cref="Directions"/> holds 16 shares of moving blocks (sum at most 1): eight directions of 45°, the first around
/// "to the right", then clockwise ("down" is the third), slow ones first and then the same eight again for fast ones.
/// </remarks>
public sealed record LookMotion
{
    /// <summary>Directions told apart.</summary>
    public const int DirectionCount = 8;

    /// <summary>Speeds told apart.</summary>
    public const int SpeedCount = 2;

    /// <summary>No motion: a still, or a clip whose motion was not measured.</summary>
    public static LookMotion None { get; } = new();

    /// <summary>Shares of blocks by speed and direction; 16 numbers.</summary>
    public IReadOnlyList<float> Directions { get; init; } = new float[DirectionCount * SpeedCount];

    /// <summary>Growth of the picture, % per second; negative when it shrinks.</summary>
    public float Zoom { get; init; }

    /// <summary>Mean travel of the picture to the right, % of the diagonal per second.</summary>
    public float PanX { get; init; }

    /// <summary>Mean travel of the picture downwards, % of the diagonal per second.</summary>
    public float PanY { get; init; }

    /// <summary>Share of frame pairs without change, 0…1.</summary>
    public float FrozenShare { get; init; }
}
