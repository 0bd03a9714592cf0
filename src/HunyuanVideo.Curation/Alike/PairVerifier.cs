using System.Numerics.Tensors;

namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// Decides whether two clips are copies: near in signature or look (spec curation §4 S13), and what moves moves alike (ours).
/// </summary>
/// <param name="clips">The pool.</param>
/// <param name="options">Thresholds.</param>
internal sealed class PairVerifier(IReadOnlyList<AlikeClip> clips, DuplicateOptions options)
{
    /// <summary>Compares two clips, and the second one's mirror image where that counts.</summary>
    public PairMatch Match(int left, int right)
    {
        var (a, b) = (clips[left], clips[right]);
        var model = a.Model is not null && b.Model is not null ? TensorPrimitives.Dot(a.Model, b.Model) : -1;
        var match = Align(a.Signature, b.Signature) with { LookCosine = TensorPrimitives.Dot(a.Look, b.Look), ModelCosine = model };
        return !options.Mirror
            ? match
            : match.Best(Align(a.Signature, [.. b.Signature.Select(FrameSignature.Mirror)]) with
            {
                LookCosine = TensorPrimitives.Dot<float>(a.Look, LookVector.Mirror(b.Look)),
                ModelCosine = model,
            });
    }

    /// <summary>Whether a match makes copies when only a share of each likeness is asked for.</summary>
    public bool IsCopy(PairMatch match, bool isStill, double share = 1)
    {
        if (match.Overlap < options.LeastOverlap || (match.Variance >= options.MovingVariance && match.Correlation < share * options.LeastCorrelation))
        {
            return false;
        }

        if (isStill)
        {
            return match.Similarity >= share * Similarity(options.MostDistanceOfStills);
        }

        return match.Similarity >= share * Similarity(options.MostDistance)
            || (match.Similarity >= share * Similarity(options.MostDistanceOfAlike)
                && (match.LookCosine >= share * options.LeastLookCosine || match.ModelCosine >= share * options.LeastModelCosine));
    }

    private static double Similarity(double distance) => 1 - distance / FrameSignature.Bits;

    /// <summary>
    /// The offset of least mean distance among those that leave enough in common. Few enough exist to try them all,
    /// which finds what votes may miss.
    /// </summary>
    private PairMatch Align(ulong[] a, ulong[] b)
    {
        var shorter = Math.Min(a.Length, b.Length);
        var least = Math.Max(1, (int)Math.Ceiling(shorter * options.LeastOverlap));
        var best = new PairMatch(FrameSignature.Bits, 0, 0, 0, 0);
        for (var offset = least - b.Length; offset <= a.Length - least; offset++)
        {
            var (from, to) = (Math.Max(0, offset), Math.Min(a.Length, b.Length + offset));
            var (sum, count) = (0, 0);
            for (var i = from; i < to; i++)
            {
                var (left, right) = (a[i], b[i - offset]);
                sum += left == 0 && right == 0 ? 0 : FrameSignature.Distance(left, right);
                count += left == 0 && right == 0 ? 0 : 1;   // two pictures without structure say neither yes nor no
            }

            var match = new PairMatch(count == 0 ? FrameSignature.Bits : (double)sum / count, (double)count / shorter, offset, 0, 0);
            best = IsBetter(match, best) ? match : best;
        }

        return WithCorrelation(a, b, best);
    }

    /// <summary>Adds how much the bits change while both clips run, and whether they change together.</summary>
    private static PairMatch WithCorrelation(ulong[] a, ulong[] b, PairMatch match)
    {
        var (from, to) = (Math.Max(0, match.Offset), Math.Min(a.Length, b.Length + match.Offset));
        double count = Math.Max(1, to - from);
        var (varianceA, varianceB, covariance) = (0.0, 0.0, 0.0);
        for (var bit = 0; bit < FrameSignature.Bits; bit++)
        {
            var (onesA, onesB, both) = (0, 0, 0);
            for (var i = from; i < to; i++)
            {
                var (left, right) = ((int)(a[i] >> bit) & 1, (int)(b[i - match.Offset] >> bit) & 1);
                (onesA, onesB, both) = (onesA + left, onesB + right, both + (left & right));
            }

            varianceA += onesA / count * (1 - onesA / count);
            varianceB += onesB / count * (1 - onesB / count);
            covariance += both / count - onesA / count * (onesB / count);
        }

        return match with
        {
            Variance = Math.Max(varianceA, varianceB),
            Correlation = varianceA * varianceB > 0 ? covariance / Math.Sqrt(varianceA * varianceB) : 0,
        };
    }

    private bool IsBetter(PairMatch match, PairMatch best) =>
        match.Overlap >= options.LeastOverlap
        && (match.Distance < best.Distance || (match.Distance == best.Distance && (match.Overlap, -Math.Abs(match.Offset)).CompareTo((best.Overlap, -Math.Abs(best.Offset))) > 0));
}
