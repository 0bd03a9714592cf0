namespace HunyuanVideo.Curation.Shots;

/// <summary>Consecutive frames.</summary>
/// <param name="First">First frame.</param>
/// <param name="Last">Last frame, inside.</param>
internal readonly record struct FrameRange(int First, int Last)
{
    /// <summary>Frames.</summary>
    public int Count => Last - First + 1;
}
