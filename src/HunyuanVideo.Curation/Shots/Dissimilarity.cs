using System.Runtime.CompilerServices;
using HunyuanVideo.Curation.Decoding;

namespace HunyuanVideo.Curation.Shots;

/// <summary>
/// S(i, j): how much of one picture cannot be found in the other, 0…1, motion of blocks up to the reach compensated. Same
/// shot 0.00–0.22, another shot 0.30–0.6, a picture against white 0.9. Source: spec curation §7, signal.
/// </summary>
internal static class Dissimilarity
{
    public const int BlockWidth = 8;
    public const int BlockHeight = 6;
    public const int BlockColumns = Thumbnail.Width / BlockWidth;
    public const int BlockRows = Thumbnail.Height / BlockHeight;
    public const int BlockCount = BlockColumns * BlockRows;
    public const int BlockPixels = BlockWidth * BlockHeight;

    /// <summary>0.15 in the units of a block's sum: what keeps flat blocks from dividing by nothing.</summary>
    public const float FlatSum = 0.15f * BlockPixels * FrameSignal.StructureScale;

    private const double MostWeight = 2;
    private const double LeastWeight = 0.02;

    /// <summary>The larger of both directions: what appears counts as much as what goes.</summary>
    public static float Between(FrameSignal a, FrameSignal b, SearchReach reach) =>
        MathF.Max(Directed(a.Structure, b.Structure, reach), Directed(b.Structure, a.Structure, reach));

    /// <summary>Whether <see cref="Between"/> is at least <paramref name="least"/>; one direction may be enough to tell.</summary>
    public static bool IsAtLeast(FrameSignal a, FrameSignal b, float least) =>
        Directed(a.Structure, b.Structure, SearchReach.Near) >= least || Directed(b.Structure, a.Structure, SearchReach.Near) >= least;

    /// <summary>How much of <paramref name="wanted"/> cannot be found in <paramref name="searched"/>.</summary>
    public static float Directed(ReadOnlySpan<byte> searched, ReadOnlySpan<byte> wanted, SearchReach reach)
    {
        Span<int> sizes = stackalloc int[BlockCount];
        Span<float> ratios = stackalloc float[BlockCount];
        BlockSearch.Sizes(wanted, sizes);
        if (VectorBlockSearch.IsSupported)
        {
            VectorBlockSearch.Ratios(searched, wanted, sizes, reach, ratios);
        }
        else
        {
            BlockSearch.Ratios(searched, wanted, sizes, reach, ratios);
        }

        return WeightedMean(sizes, ratios);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float WeightedMean(ReadOnlySpan<int> sizes, ReadOnlySpan<float> ratios)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var block = 0; block < BlockCount; block++)
        {
            var weight = Math.Min((double)sizes[block] / (BlockPixels * FrameSignal.StructureScale), MostWeight) + LeastWeight;
            sum += weight * ratios[block];
            weights += weight;
        }

        return (float)(sum / weights);
    }
}
