namespace HunyuanVideo.Synthetic;

/// <summary>Size of a clip in pixels and frames.</summary>
/// <param name="Width">Columns, at least 16.</param>
/// <param name="Height">Rows, at least 16.</param>
/// <param name="Frames">At least 1.</param>
/// <param name="FramesPerSecond">Decides the length of the sound and the time of onsets, never the pictures.</param>
public readonly record struct ClipSize(int Width, int Height, int Frames, double FramesPerSecond)
{
    private const int LeastSide = 16;
    private const int MostPixels = 1 << 28;

    /// <summary>A square frame of side 1, for geometry in shares of the shorter side.</summary>
    internal static ClipSize Unit { get; } = new(1, 1, 2, 1);

    /// <summary>Bytes of one frame in RGB.</summary>
    public int FrameBytes => Width * Height * 3;

    /// <summary>Bytes of the whole clip in RGB.</summary>
    public int ClipBytes => FrameBytes * Frames;

    /// <summary>Columns or rows, whichever are fewer; the unit of all radii.</summary>
    public int ShorterSide => Math.Min(Width, Height);

    /// <summary>Frames / frames per second.</summary>
    public double Seconds => Frames / FramesPerSecond;

    /// <exception cref="ArgumentOutOfRangeException">A side is under 16, there is no frame, the rate is not positive, or the clip has over 2²⁸ pixels.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, LeastSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(Height, LeastSide);
        ArgumentOutOfRangeException.ThrowIfLessThan(Frames, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((double)Width * Height * Frames, MostPixels);
        if (!(FramesPerSecond > 0) || !double.IsFinite(FramesPerSecond))
        {
            throw new ArgumentOutOfRangeException(nameof(FramesPerSecond), FramesPerSecond, null);
        }
    }

    /// <summary>Place of a frame in the clip: 0 for the first, 1 for the last; ½ if there is only one.</summary>
    public double Progress(int frame) => Frames == 1 ? 0.5 : (double)frame / (Frames - 1);

    /// <summary>Seconds from the first frame at a place in the clip.</summary>
    public double SecondsAt(double progress) => progress * (Frames - 1) / FramesPerSecond;
}
