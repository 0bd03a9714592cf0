using HunyuanVideo.Curation.Frames;
using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// Measures how a clip looks (S12): one vector and four signatures per second. The picture's box and its motion are known
/// only when all frames have passed, so frames are kept small until then. Source: spec curation §4 S12.
/// </summary>
/// <param name="clip">The clip.</param>
/// <param name="options">Numbers; the defaults are the specification's.</param>
public sealed class LookAnalyser(AnalysedClip clip, LookOptions options) : IClipAnalyser
{
    /// <summary>Name of the stage.</summary>
    public const string Stage = "embedding";

    /// <summary>Version of the algorithm; part of the stage key.</summary>
    public const int Version = 1;

    /// <summary>Name of the space.</summary>
    public const string Space = "look";

    private readonly List<ReducedFrame> _signed = [];
    private readonly List<ReducedFrame> _seen = [];
    private readonly HashSet<int> _wanted = WantedFrames(clip.First, clip.Frames, options.Frames);
    private double _start = double.NaN;
    private (int Width, int Height) _view;

    /// <inheritdoc/>
    public void Add(ViewFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _start = double.IsNaN(_start) ? frame.Time : _start;
        _view = (frame.Width, frame.Height);
        var half = clip.FramesPerSecond > 0 ? 0.5 / clip.FramesPerSecond : 0;
        var isWanted = _wanted.Contains(frame.Index);
        var isSigned = _signed.Count < options.MostSignatures && frame.Time - _start >= _signed.Count / options.SignaturesPerSecond - half;
        if (!isWanted && !isSigned)
        {
            return;
        }

        var reduced = ReducedFrame.From(frame, options.KeptSide, isWanted);
        if (isSigned)
        {
            _signed.Add(reduced);
        }

        if (isWanted)
        {
            _seen.Add(reduced);
        }
    }

    /// <summary>The clip's row.</summary>
    /// <param name="box">Where the picture is, in pixels of the source: inside its borders (S4), not cropped for the sake of a logo, lest copies with and without one be framed differently.</param>
    /// <param name="motion">From S10; <see cref="LookMotion.None"/> for a still.</param>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public EmbeddingRow Finish(PixelBox box, LookMotion motion)
    {
        ArgumentNullException.ThrowIfNull(motion);
        if (_signed.Count == 0 || _seen.Count == 0)
        {
            throw new InvalidOperationException($"Clip {clip.ClipId} has none of its frames {clip.First} to {clip.Last}; nothing can be measured.");
        }

        var view = ViewBox.From(box, (double)_view.Width / clip.Width, (double)_view.Height / clip.Height);
        var frames = _seen.Select(frame => (frame.Luma(view, LookVector.Side), frame.Blue(view, LookVector.Side), frame.Red(view, LookVector.Side)));
        return new EmbeddingRow
        {
            ClipId = clip.ClipId,
            Space = Space,
            Vector = LookVector.Of([.. frames], motion, options),
            Signature = [.. _signed.Select(frame => FrameSignature.Of(frame.Luma(view, FrameSignature.Side), options.FlatAmplitude))],
            SignatureFps = (float)options.SignaturesPerSecond,
        };
    }

    private static HashSet<int> WantedFrames(int first, int frames, int count) =>
        [.. Enumerable.Range(0, count).Select(i => first + (count == 1 ? 0 : (int)((long)i * (frames - 1) / (count - 1))))];
}
