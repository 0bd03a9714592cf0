using System.Numerics;

namespace HunyuanVideo.Curation.Shots;

/// <summary>The straight line of block means from one frame to another; a dissolve walks along it at even pace.</summary>
internal sealed class MixingLine
{
    private readonly float[] _start;
    private readonly float[] _direction;

    public MixingLine(FrameSignal start, FrameSignal end)
    {
        _start = start.Means;
        _direction = new float[FrameSignal.MeanCount];
        var squares = 0.0;
        for (var at = 0; at < _direction.Length; at++)
        {
            _direction[at] = end.Means[at] - _start[at];
            squares += _direction[at] * _direction[at];
        }

        SquaredLength = (float)squares;
    }

    /// <summary>|d|².</summary>
    public float SquaredLength { get; }

    /// <summary>α: how far along the line a frame is, 0 at the start and 1 at the end.</summary>
    public float Share(FrameSignal frame) => Measure(frame).Along / SquaredLength;

    /// <summary>How far off the line a frame is, over the line's length.</summary>
    public float Across(FrameSignal frame)
    {
        var (along, squares) = Measure(frame);
        return MathF.Sqrt(MathF.Max(0, squares - (along * along / SquaredLength)) / SquaredLength);
    }

    /// <summary>⟨Q − Q_a, d⟩ and |Q − Q_a|². Block means are sixteenths, so that all products are exact in any order.</summary>
    private (float Along, float Squares) Measure(FrameSignal frame)
    {
        // Four lanes on every machine: the order of the sums must not depend on the width of its vectors.
        var (along, squares) = (Vector4.Zero, Vector4.Zero);
        for (var at = 0; at < _direction.Length; at += 4)
        {
            var moved = new Vector4(frame.Means.AsSpan(at, 4)) - new Vector4(_start.AsSpan(at, 4));
            along += moved * new Vector4(_direction.AsSpan(at, 4));
            squares += moved * moved;
        }

        return (Vector4.Dot(along, Vector4.One), Vector4.Dot(squares, Vector4.One));
    }
}
