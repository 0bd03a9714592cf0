namespace HunyuanVideo.Synthetic;

/// <summary>What is known about a clip without looking at it.</summary>
/// <param name="Frames">One entry a frame.</param>
/// <param name="Onsets">Beginnings of sounds, in order of time.</param>
public sealed record ClipTruth(IReadOnlyList<FrameTruth> Frames, IReadOnlyList<Onset> Onsets)
{
    /// <summary>The truth of a scene at a size.</summary>
    public static ClipTruth Of(Scene scene, ClipSize size)
    {
        ArgumentNullException.ThrowIfNull(scene);
        size.Validate();
        return new(
            [.. Enumerable.Range(0, size.Frames).Select(frame => FrameTruth.Of(scene, size, frame))],
            [.. Onset.In(scene, size)]);
    }
}
