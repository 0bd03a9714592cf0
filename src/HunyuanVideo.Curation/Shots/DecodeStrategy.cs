namespace HunyuanVideo.Curation.Shots;

/// <summary>How a film is decoded for stage S2. The transitions found are the same.</summary>
public enum DecodeStrategy
{
    /// <summary>Whatever is fastest for the film.</summary>
    Fastest,

    /// <summary>All of it from one decoder.</summary>
    Whole,

    /// <summary>Frames that others need first, the rest only where something may happen; stretches between key frames side by side.</summary>
    TwoLevel,
}
