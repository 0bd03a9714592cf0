namespace HunyuanVideo.Vae;

/// <summary>How a clip is cut into overlapping tiles that are encoded or decoded as clips of their own and blended.</summary>
/// <remarks>An approximation, and its numbers decide the result. Source: spec vae §8.1, §8.2.</remarks>
public sealed record VaeTiling
{
    private VaeTiling()
    {
    }

    /// <summary>Whose numbers these are.</summary>
    public required VaeTileGeometry Geometry { get; init; }

    /// <summary>Tiles along the height.</summary>
    public required TileAxis Height { get; init; }

    /// <summary>Tiles along the width.</summary>
    public required TileAxis Width { get; init; }

    /// <summary>Tiles along time.</summary>
    public required TileAxis Frames { get; init; }

    /// <summary>Whether pictures larger than a tile are cut.</summary>
    public bool TilesSpace { get; init; } = true;

    /// <summary>Whether clips longer than a tile are cut.</summary>
    public bool TilesTime { get; init; } = true;

    /// <summary>The original geometry, which overlaps tiles by a quarter.</summary>
    /// <param name="sampleSize">Side of a tile in pixels; a multiple of 4 latents (32 pixels).</param>
    /// <param name="sampleFrames">Frames of a tile less one; a multiple of 4 latent frames (16 frames).</param>
    public static VaeTiling Tencent(int sampleSize = 256, int sampleFrames = 64)
    {
        var space = Quartered(sampleSize);
        return new VaeTiling { Geometry = VaeTileGeometry.Tencent, Height = space, Width = space, Frames = Quartered(sampleFrames) };
    }

    /// <summary>The original geometry with the tile sizes of <paramref name="config"/>.</summary>
    public static VaeTiling Tencent(VaeConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Tencent(config.SampleSize, config.SampleFrames);
    }

    /// <summary>The geometry of the Hugging Face port, with its defaults.</summary>
    public static VaeTiling Diffusers() => Diffusers(new TileAxis(256, 192), new TileAxis(256, 192), new TileAxis(16, 12));

    /// <summary>The geometry of the Hugging Face port.</summary>
    /// <param name="height">Rows of pixels: multiples of 8, the stride at least half a tile.</param>
    /// <param name="width">Columns of pixels: likewise.</param>
    /// <param name="frames">Frames: multiples of 4, likewise.</param>
    public static VaeTiling Diffusers(TileAxis height, TileAxis width, TileAxis frames) =>
        new() { Geometry = VaeTileGeometry.Diffusers, Height = height, Width = width, Frames = frames };

    /// <summary>Checks that the pieces fit together in the network of <paramref name="config"/>; axes that are not cut are not looked at.</summary>
    /// <exception cref="ConfigException">They do not; the message names each number at fault and the mend.</exception>
    public void Validate(VaeConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var faults = (Geometry == VaeTileGeometry.Tencent ? TencentFaults(config) : DiffusersFaults(config)).ToList();
        if (faults.Count > 0)
        {
            throw new ConfigException(string.Join(" ", faults));
        }
    }

    private static TileAxis Quartered(int tile) => new(tile, (int)(tile * 3L / 4));

    private IEnumerable<string> TencentFaults(VaeConfig config)
    {
        if (TilesSpace && config.SpatialCompression != 1L << (config.BlockCount - 1))
        {
            yield return $"the Tencent geometry needs a compression of 2^(blocks−1) = {1L << (config.BlockCount - 1)} in space, this network has {config.SpatialCompression}; use the diffusers geometry.";
        }

        var axes = new[]
        {
            (Key: "sample_size", Axis: Height, Unit: 4 * config.SpatialCompression, IsCut: TilesSpace),
            (Key: "sample_tsize", Axis: Frames, Unit: 4 * config.TimeCompression, IsCut: TilesTime),
        };
        foreach (var (key, axis, unit, _) in axes.Where(item => item.IsCut))
        {
            if (axis.Tile <= 0 || axis.Tile % unit != 0)
            {
                yield return $"{key} is {axis.Tile}; tiles fit together only at a multiple of {unit}, use {NearestMultiple(axis.Tile, unit)}.";
            }
        }
    }

    private IEnumerable<string> DiffusersFaults(VaeConfig config)
    {
        var axes = new[]
        {
            (Key: "height", Axis: Height, Unit: config.SpatialCompression, IsCut: TilesSpace),
            (Key: "width", Axis: Width, Unit: config.SpatialCompression, IsCut: TilesSpace),
            (Key: "num_frames", Axis: Frames, Unit: config.TimeCompression, IsCut: TilesTime),
        };
        foreach (var (key, axis, unit, _) in axes.Where(item => item.IsCut))
        {
            var (tile, stride) = axis;
            if (tile <= 0 || tile % unit != 0)
            {
                yield return $"tile_sample_min_{key} is {tile}; tiles fit together only at a multiple of {unit}, use {NearestMultiple(tile, unit)}.";
            }

            if (stride <= 0 || stride % unit != 0 || stride > tile || stride * 2L < tile)
            {
                yield return $"tile_sample_stride_{key} is {stride}; it must be a multiple of {unit} between half of tile_sample_min_{key} = {tile} and all of it.";
            }
        }
    }

    private static long NearestMultiple(int value, int unit) => Math.Max(1, (value + (unit / 2L)) / unit) * unit;
}
