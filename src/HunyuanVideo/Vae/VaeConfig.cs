using System.Numerics;

namespace HunyuanVideo.Vae;

/// <summary>Shape of one causal 3D VAE. Published values: <see cref="Published"/>.</summary>
/// <remarks>JSON in both published namings: <see cref="VaeConfigJson"/>. Source: spec vae §2, §3.6.</remarks>
public sealed record VaeConfig
{
    /// <summary>The only compression in time that the network has: 4.</summary>
    public const int SupportedTimeCompression = 4;

    /// <summary>Channels of the pixels that go in.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Channels of the pixels that come out.</summary>
    public int OutChannels { get; init; } = 3;

    /// <summary>Channels Z of the latents.</summary>
    public required int LatentChannels { get; init; }

    /// <summary>Width of each block of the encoder, outermost first; the decoder has the reverse.</summary>
    public required IReadOnlyList<int> BlockOutChannels { get; init; }

    /// <summary>Residual blocks per encoder block; a decoder block has one more.</summary>
    public required int LayersPerBlock { get; init; }

    /// <summary>Groups of every GroupNorm; must divide every block width.</summary>
    public required int NormGroupCount { get; init; }

    /// <summary>Whether the mid blocks have attention.</summary>
    public bool HasMidAttention { get; init; } = true;

    /// <summary>Pixels per latent along height and width; a power of two.</summary>
    public int SpatialCompression { get; init; } = 8;

    /// <summary>Frames per latent frame; 4.</summary>
    public int TimeCompression { get; init; } = SupportedTimeCompression;

    /// <summary>The transformer's latents are this times the VAE's.</summary>
    public required double ScalingFactor { get; init; }

    /// <summary>Side of a spatial tile in pixels, in the Tencent geometry.</summary>
    public int SampleSize { get; init; } = 256;

    /// <summary>Length of a temporal tile in frames (less its extra one), in the Tencent geometry.</summary>
    public int SampleFrames { get; init; } = 64;

    /// <summary>The published VAE <c>884-16c-hy</c>.</summary>
    public static VaeConfig Published { get; } = new()
    {
        LatentChannels = 16,
        BlockOutChannels = [128, 256, 512, 512],
        LayersPerBlock = 2,
        NormGroupCount = 32,
        ScalingFactor = 0.476986,
    };

    /// <summary>Blocks of the encoder, and of the decoder.</summary>
    public int BlockCount => BlockOutChannels.Count;

    /// <summary>Factors of the resampler at the end of block <paramref name="block"/>, of the encoder and of the decoder alike; (1, 1) means none.</summary>
    public (int Time, int Space) ResamplingFactors(int block)
    {
        var doublesSpace = block < BitOperations.Log2((uint)SpatialCompression);
        var doublesTime = block >= BlockCount - 1 - BitOperations.Log2((uint)TimeCompression) && block < BlockCount - 1;
        return (doublesTime ? 2 : 1, doublesSpace ? 2 : 1);
    }

    /// <summary>Latent frames of a clip of <paramref name="frames"/> = 4k+1 frames.</summary>
    public long LatentFrames(long frames) => ((frames - 1) / TimeCompression) + 1;

    /// <summary>Frames that <paramref name="latentFrames"/> are decoded to.</summary>
    public long Frames(long latentFrames) => ((latentFrames - 1) * TimeCompression) + 1;

    /// <summary>Checks every rule.</summary>
    /// <exception cref="ConfigException">A rule is broken; the message names each key at fault and the mend.</exception>
    public void Validate()
    {
        var faults = Faults().ToList();
        if (faults.Count > 0)
        {
            throw new ConfigException(string.Join(" ", faults));
        }
    }

    /// <inheritdoc/>
    public bool Equals(VaeConfig? other) =>
        other is not null
        && (InChannels, OutChannels, LatentChannels, LayersPerBlock, NormGroupCount, HasMidAttention)
            == (other.InChannels, other.OutChannels, other.LatentChannels, other.LayersPerBlock, other.NormGroupCount, other.HasMidAttention)
        && (SpatialCompression, TimeCompression, ScalingFactor, SampleSize, SampleFrames)
            == (other.SpatialCompression, other.TimeCompression, other.ScalingFactor, other.SampleSize, other.SampleFrames)
        && BlockOutChannels.SequenceEqual(other.BlockOutChannels);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(LatentChannels, BlockCount, LayersPerBlock, NormGroupCount, HasMidAttention, SpatialCompression, ScalingFactor);

    private IEnumerable<string> Faults()
    {
        var counts = new (string Key, int Value)[]
        {
            ("in_channels", InChannels), ("out_channels", OutChannels), ("latent_channels", LatentChannels),
            ("layers_per_block", LayersPerBlock), ("norm_num_groups", NormGroupCount),
            ("sample_size", SampleSize), ("sample_tsize", SampleFrames),
        };
        foreach (var (key, value) in counts.Where(item => item.Value < 1))
        {
            yield return $"{key} is {value}; it must be at least 1.";
        }

        foreach (var (key, value) in counts.Concat(BlockOutChannels.Select(width => (Key: "block_out_channels", Value: width))).Where(item => item.Value > NetworkLimits.MostWidth))
        {
            yield return $"{key} is {value}; it must be at most {NetworkLimits.MostWidth}.";
        }

        if (LayersPerBlock > NetworkLimits.MostLayers)
        {
            yield return $"layers_per_block is {LayersPerBlock}; it must be at most {NetworkLimits.MostLayers}.";
        }

        if (TimeCompression != SupportedTimeCompression)
        {
            yield return $"time_compression_ratio is {TimeCompression}; only {SupportedTimeCompression} is supported.";
        }
        else if (BlockCount <= BitOperations.Log2(SupportedTimeCompression))
        {
            yield return $"block_out_channels has {BlockCount} blocks; a compression of {TimeCompression} in time needs at least 3.";
        }

        if (SpatialCompression < 1 || !BitOperations.IsPow2(SpatialCompression) || BitOperations.Log2((uint)SpatialCompression) > BlockCount)
        {
            yield return $"spatial_compression_ratio is {SpatialCompression}; it must be a power of two of at most 2^{BlockCount} (one doubling per block).";
        }

        var widths = BlockOutChannels.Where(width => width < 1 || (NormGroupCount > 0 && width % NormGroupCount != 0)).ToList();
        if (widths.Count > 0)
        {
            yield return $"block_out_channels has {string.Join(", ", widths)}; every width must be a positive multiple of norm_num_groups = {NormGroupCount}.";
        }

        if (!(double.IsFinite(ScalingFactor) && ScalingFactor > 0))
        {
            yield return FormattableString.Invariant($"scaling_factor is {ScalingFactor}; it must be a positive number.");
        }
    }
}
