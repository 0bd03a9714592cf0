namespace HunyuanVideo.Curation.Plugins;

/// <summary>Numbers behind the plug-in for logos and watermarks. Source: spec curation §4 S5.</summary>
public sealed record YoloxOptions
{
    /// <summary>Least objectness × class.</summary>
    public float Threshold { get; init; } = 0.3f;

    /// <summary>Of two boxes of a class with a greater share in common, the weaker goes.</summary>
    public float MostShared { get; init; } = 0.45f;

    /// <summary>Pixels of the model's input between neighbouring answers, from fine to coarse.</summary>
    public IReadOnlyList<int> Strides { get; init; } = [8, 16, 32];

    /// <summary>Frames of a clip that are looked at, evenly spaced.</summary>
    public int Frames { get; init; } = 6;

    /// <summary>Things of a frame, and of a clip, that are kept at most: the surest.</summary>
    public int MostThings { get; init; } = 64;
}
