namespace HunyuanVideo.Curation.Shots;

/// <summary>How a film is decoded for stage S2. The transitions found are the same.</summary>
public enum DecodeStrategy
{
    /// <summary>Whatever is fastest for the film.</summary>
    Fastest,

    /// <summary>All of it from one decoder.</summary>
    Whole,

    /// <summary>Stretches between key frames side by side.</summary>
    Segmented,

    /// <summary>
    /// Frames that others need first, the rest only where something may happen. Never the fastest of its own accord: those frames
    /// cost 0.7 of all, and a window costs its whole group of pictures (1.3 times the segments on films of 70 s at 720p and 1080p).
    /// </summary>
    TwoLevel,
}
