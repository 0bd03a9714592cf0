namespace HunyuanVideo.Synthetic;

/// <summary>What is known about one frame.</summary>
/// <param name="Seconds">Time since the first frame.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Things">Pose of each thing as the frame shows it, in the scene's order.</param>
public sealed record FrameTruth(double Seconds, View Camera, IReadOnlyList<Pose> Things)
{
    internal static FrameTruth Of(Scene scene, ClipSize size, int frame)
    {
        var progress = size.Progress(frame);
        var view = View.At(scene.Camera, progress, size);
        return new(
            frame / size.FramesPerSecond, view,
            [.. scene.Things.Select(thing => view.Show(thing.At(progress, size), size))]);
    }
}
