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

    /// <summary>Frames of the shortest segment.</summary>
    public int LeastSegment { get; init; } = 250;

    /// <summary>Frames of the longest segment: a few of them are in memory at once.</summary>
    public int MostSegment { get; init; } = 1500;

    /// <summary>Frames decided at a time. A longer film is decided in strips, so that memory does not grow with it.</summary>
    public int StripCore { get; init; } = 8192;

    /// <summary>Frames of its neighbours that a strip looks at.</summary>
    public int StripOverlap { get; init; } = 512;

    /// <summary>Share of frames behind which windows no longer pay and all are decoded: the first pass is spent by then, so nearly all of them.</summary>
    public double MostWindowShare { get; init; } = 0.8;

    /// <summary>Frames that a decoder could read in the time it takes to start.</summary>
    public int StartFrames { get; init; } = 15;

    /// <summary>Frames around a possible cut that decide on it.</summary>
    public int CutWindow { get; init; } = 8;

    /// <summary>Frames around a possible dissolve that decide on it.</summary>
    public int DissolveWindow { get; init; } = 12;

    /// <summary>Frames around a possible fade that decide on it: the plateaus.</summary>
    public int FadeWindow { get; init; } = 56;
}
