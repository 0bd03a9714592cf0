using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    /// <summary>⟨Q − Q_a, d⟩ and |Q − Q_a|².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (float Along, float Squares) Measure(FrameSignal frame)
    {
        // Eight lanes on every machine: the order of the sums must not depend on the width of its vectors.
        ref var means = ref frame.Means[0];
        ref var start = ref _start[0];
        ref var direction = ref _direction[0];
        var (along, squares) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint at = 0; at < FrameSignal.MeanCount; at += (nuint)Vector256<float>.Count)
        {
            var moved = Vector256.LoadUnsafe(ref means, at) - Vector256.LoadUnsafe(ref start, at);
            along += moved * Vector256.LoadUnsafe(ref direction, at);
            squares += moved * moved;
        }

        return (Sum(along), Sum(squares));
    }

    private static float Sum(Vector256<float> lanes)
    {
        var sum = 0f;
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
        {
            sum += lanes[lane];
        }

        return sum;
    }
}
