namespace HunyuanVideo.Curation.Frames;

/// <summary>What is known of a clip before its pixels are read.</summary>
/// <param name="ClipId">The clip.</param>
/// <param name="SourceId">The source it lies in.</param>
/// <param name="First">First frame, counted from 0 in the source.</param>
/// <param name="Last">Last frame, inside.</param>
/// <param name="Width">Columns as shown, in the source's own size.</param>
/// <param name="Height">Rows as shown.</param>
/// <param name="FramesPerSecond">Mean rate.</param>
/// <param name="DurationSeconds">t(last) − t(first) + the median interval.</param>
public sealed record AnalysedClip(string ClipId, string SourceId, int First, int Last, int Width, int Height, double FramesPerSecond, double DurationSeconds)
{
    /// <summary>Frames of the clip.</summary>
    public int Frames => Last - First + 1;
}
