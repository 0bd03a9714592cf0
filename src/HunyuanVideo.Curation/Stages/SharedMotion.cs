using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Motion;
using HunyuanVideo.Curation.Picture;

namespace HunyuanVideo.Curation.Stages;

/// <summary>A clip's motion, measured once for all the stages that look at it.</summary>
/// <param name="clip">The clip.</param>
/// <param name="options">Numbers of S10.</param>
/// <param name="camera">Numbers of S15's field.</param>
internal sealed class SharedMotion(AnalysedClip clip, MotionOptions options, CameraOptions camera) : IClipAnalyser
{
    private readonly MotionAnalyser _analyser = new(clip, options, camera);
    private bool _isFinished;
    private ClipMotion? _motion;

    /// <inheritdoc/>
    public void Add(ViewFrame frame) => _analyser.Add(frame);

    /// <summary>The motion, or null of a clip in which none can be measured.</summary>
    public ClipMotion? Finish()
    {
        if (!_isFinished)
        {
            (_motion, _isFinished) = (_analyser.Finish(), true);
        }

        return _motion;
    }

    /// <summary>Motion of the whole picture up to each of some frames since the frame before it; the first frame's up to the second.</summary>
    /// <param name="times">When the clip's frames are shown.</param>
    /// <param name="frames">Places within the clip.</param>
    public IReadOnlyList<GlobalShift> Shifts(double[] times, IEnumerable<int> frames)
    {
        if (Finish() is not { } motion || times.Length < 2)
        {
            return [];
        }

        return [.. frames.Select(frame => Shift(motion, times[Math.Max(0, frame - 1)], times[Math.Max(1, frame)]))];
    }

    private static GlobalShift Shift(ClipMotion motion, double from, double to)
    {
        var global = motion.GlobalBetween(from, to);
        var turn = global with { X = 0, Y = 0 };
        return new GlobalShift(global.X, global.Y, turn.MeanLength(motion.PictureWidth, motion.PictureHeight));
    }
}
