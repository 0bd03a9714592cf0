using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HunyuanVideo.Curation.Picture;

/// <summary>Steps between neighbours along one axis of a 16×16 block.</summary>
internal struct StepCounts
{
    private const double Pairs = ByteLanes.Count * ByteLanes.Count;

    private Vector128<byte> _greatest;
    private Vector128<byte> _equal;
    private Vector128<byte> _rising;

    /// <summary>Takes sixteen pairs; returns their absolute differences.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Add(Vector128<byte> from, Vector128<byte> to)
    {
        var step = ByteLanes.AbsoluteDifference(from, to);
        _greatest = Vector128.Max(_greatest, step);
        _equal -= Vector128.Equals(from, to);
        _rising -= Vector128.GreaterThan(to, from);
        return step;
    }

    public readonly bool HasSteps => _greatest != Vector128<byte>.Zero;

    /// <summary>Whether the pixels are mostly equal to their neighbours and change by small steps of one sign: bands, not noise.</summary>
    public readonly bool IsStaircase(TechnicalOptions options)
    {
        if (Vector128.GreaterThanAny(_greatest, Vector128.Create(options.BandStep)))
        {
            return false;
        }

        var (equal, rising) = (ByteLanes.Sum(_equal), ByteLanes.Sum(_rising));
        var steps = Pairs - equal;
        return equal >= options.BandFlat * Pairs && Math.Max(rising, steps - rising) >= options.BandOneWay * steps;
    }
}
