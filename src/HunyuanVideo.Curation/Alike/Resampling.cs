using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HunyuanVideo.Curation.Alike;

/// <summary>
/// Thins out crowded concepts: a clip of a concept with n clips has the weight min(1, (cap / n)^β) and is taken when a
/// number that belongs to it alone is below. So a clip stays chosen as long as its weight does not fall, whatever is
/// added elsewhere. Source: spec curation §4 S14.
/// </summary>
public static class Resampling
{
    private const int KeptBits = 53;

    /// <summary>Weights by concept, 0 &lt; w ≤ 1. Pass the concept of every accepted clip.</summary>
    public static IReadOnlyDictionary<int, double> Weights(IEnumerable<int> conceptOfAccepted, BalanceOptions options)
    {
        ArgumentNullException.ThrowIfNull(conceptOfAccepted);
        ArgumentNullException.ThrowIfNull(options);
        var counts = conceptOfAccepted.CountBy(concept => concept).OrderBy(pair => pair.Key).ToArray();
        if (counts.Length == 0)
        {
            return new Dictionary<int, double>();
        }

        var cap = options.Cap ?? Median([.. counts.Select(pair => pair.Value).Order()]);
        return counts.ToDictionary(pair => pair.Key, pair => Math.Min(1, Math.Pow(cap / pair.Value, options.Beta)));
    }

    /// <summary>The clip's own number in [0, 1): the first 53 bits of SHA-256 over "sample\n" + seed + "\n" + id.</summary>
    public static double Draw(ulong seed, string clipId)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"sample\n{seed}\n{clipId}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> (64 - KeptBits)) * (1.0 / (1UL << KeptBits));
    }

    /// <summary>Whether a clip of this weight is in the sample.</summary>
    public static bool Takes(ulong seed, string clipId, double weight) => Draw(seed, clipId) < weight;

    private static double Median(int[] sorted) => (sorted[(sorted.Length - 1) / 2] + (double)sorted[sorted.Length / 2]) / 2;
}
