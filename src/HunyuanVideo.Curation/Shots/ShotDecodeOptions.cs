namespace HunyuanVideo.Curation.Shots;

/// <summary>Numbers of how a film is decoded for stage S2. Source: spec curation §7, speed.</summary>
public sealed record ShotDecodeOptions
{
    /// <summary>How.</summary>
    public DecodeStrategy Strategy { get; init; }

    /// <summary>Smaller files are decoded whole: asking for their packets costs more than it saves.</summary>
    public long LeastProbedBytes { get; init; } = 1 << 20;

    /// <summary>Shorter films are decoded whole.</summary>
    public double LeastSeconds { get; init; } = 20;

    /// <summary>Frames of a segment below which no more are made; one is shorter where the nearest key frame wants it, down to half.</summary>
    public int LeastSegment { get; init; } = 250;

    /// <summary>Frames of a segment above which more are made where frames may be left out, as far as there are key frames: its beginning speaks for the rest.</summary>
    public int MostSegment { get; init; } = 1500;

    /// <summary>Frames decided at a time. A longer film is decided in strips, so that memory does not grow with it.</summary>
    public int StripCore { get; init; } = 8192;

    /// <summary>Frames of its neighbours that a strip looks at.</summary>
    public int StripOverlap { get; init; } = 512;

    /// <summary>Pixels of a frame from which on leaving frames out saves more than it costs to come back.</summary>
    public long LeastSparsePixels { get; init; } = 1 << 19;

    /// <summary>Frames behind which a segment is looked at first, whether leaving frames out pays; then behind twice as many, and so on.</summary>
    public int TrialFrames { get; init; } = 32;

    /// <summary>Frames decoded of a segment, those twice counted twice, over all of its frames: above this it does not pay.</summary>
    public double MostSparseCost { get; init; } = 0.7;

    /// <summary>Pixels that a decoder could read in the time it takes to start.</summary>
    public long StartPixels { get; init; } = 1 << 25;

    /// <summary>Frames around a possible cut that decide on it.</summary>
    public int CutWindow { get; init; } = 8;

    /// <summary>Frames around a possible dissolve that decide on it.</summary>
    public int DissolveWindow { get; init; } = 12;

    /// <summary>Frames around a possible fade that decide on it: the plateaus.</summary>
    public int FadeWindow { get; init; } = 56;

    /// <summary>Whether frames may be left out of a film.</summary>
    /// <param name="pixels">Pixels of a frame.</param>
    internal bool LeavesOut(long pixels) => pixels >= LeastSparsePixels;

    /// <summary>How many segments to read a stretch in: one a worker, and more where each is to be judged by its own beginning.</summary>
    /// <param name="frames">Frames of the stretch.</param>
    /// <param name="pixels">Pixels of a frame.</param>
    /// <param name="workers">Decoders side by side.</param>
    internal int Parts(int frames, long pixels, int workers)
    {
        var judged = LeavesOut(pixels) ? (frames + MostSegment - 1) / MostSegment : 1;
        return Math.Clamp(Math.Max(workers, judged), 1, Math.Max(1, frames / LeastSegment));
    }
}
