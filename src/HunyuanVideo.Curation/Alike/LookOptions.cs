namespace HunyuanVideo.Curation.Alike;

/// <summary>Numbers behind the look vector and the signature. Source: spec curation §4 S12.</summary>
public sealed record LookOptions
{
    /// <summary>Frames, evenly spaced, that the vector averages.</summary>
    public int Frames { get; init; } = 8;

    /// <summary>Signatures per second of time.</summary>
    public double SignaturesPerSecond { get; init; } = 4;

    /// <summary>Longer side, in pixels, to which frames are reduced while the box is not known yet.</summary>
    public int KeptSide { get; init; } = 160;

    /// <summary>Most signatures of one clip; a longer one has none beyond.</summary>
    public int MostSignatures { get; init; } = 256;

    /// <summary>Weight of the 4×4 cells' means and spread.</summary>
    public float CellWeight { get; init; } = 0.9f;

    /// <summary>Weight of the gradient orientations.</summary>
    public float GradientWeight { get; init; } = 1.0f;

    /// <summary>Weight of hue × saturation.</summary>
    public float ColourWeight { get; init; } = 0.8f;

    /// <summary>Weight of the motion histogram.</summary>
    public float MotionWeight { get; init; } = 0.5f;

    /// <summary>Weight of zoom, pan and frozen share.</summary>
    public float CameraWeight { get; init; } = 0.3f;

    /// <summary>A motion histogram whose length is less than this counts less than <see cref="MotionWeight"/>: few blocks move, by chance.</summary>
    public float FullMotion { get; init; } = 0.15f;

    /// <summary>Length of (zoom, pan, frozen · <see cref="FrozenScale"/>) from which camera numbers have full weight, %/s.</summary>
    public float FullCamera { get; init; } = 6f;

    /// <summary>What a wholly frozen clip weighs against a camera speed in %/s.</summary>
    public float FrozenScale { get; init; } = 6f;

    /// <summary>Chroma is multiplied by this against luma in the cells, whose range it does not fill.</summary>
    public float ChromaGain { get; init; } = 2f;

    /// <summary>A picture whose strongest coefficient is below this (grey levels of a cosine's amplitude) has no structure and the signature 0.</summary>
    public float FlatAmplitude { get; init; } = 0.75f;
}
