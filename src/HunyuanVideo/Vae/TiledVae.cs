using HunyuanVideo.Tensors;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>Encodes and decodes tile by tile, so that memory depends on the tile and not on the clip; records no gradient.</summary>
/// <remarks>Both published geometries are this one algorithm with other numbers. Source: spec vae §8.</remarks>
public sealed class TiledVae
{
    private const int TimeAxis = 2;
    private const int HeightAxis = 3;
    private const int WidthAxis = 4;

    private readonly CausalVae _vae;

    /// <param name="vae">The network; stays the caller's.</param>
    /// <param name="tiling">Where to cut.</param>
    /// <exception cref="ConfigException">The tiling does not fit the network.</exception>
    public TiledVae(CausalVae vae, VaeTiling tiling)
    {
        ArgumentNullException.ThrowIfNull(vae);
        ArgumentNullException.ThrowIfNull(tiling);
        tiling.Validate(vae.Config);
        (_vae, Tiling) = (vae, tiling);
    }

    /// <summary>Where clips are cut.</summary>
    public VaeTiling Tiling { get; }

    /// <summary>As <see cref="CausalVae.EncodeMoments"/>, in tiles; the moments themselves are blended.</summary>
    public Tensor EncodeMoments(Tensor video, Trace? trace = null)
    {
        _vae.CheckVideo(video);
        return Join(Chunks(video, Encoding(trace), 0));
    }

    /// <summary>As <see cref="CausalVae.Decode"/>, in tiles.</summary>
    public Tensor Decode(Tensor latents, Trace? trace = null) => Join(DecodeFrames(latents, 0, trace));

    /// <summary>
    /// Decodes tile of time by tile of time and hands out frames as soon as they are final: <c>[B, 3, f, H, W]</c> in
    /// order, together <see cref="Decode"/>. Each chunk belongs to the caller.
    /// </summary>
    /// <param name="latents">Unscaled latents <c>[B, Z, T, h, w]</c>; must live until the last chunk.</param>
    /// <param name="startTile">Chunks to leave out, for a decode that goes on where another ended; costs one tile again.</param>
    /// <param name="trace">Receives the check points of every tile.</param>
    public IEnumerable<Tensor> DecodeFrames(Tensor latents, int startTile = 0, Trace? trace = null)
    {
        _vae.CheckLatents(latents);
        ArgumentOutOfRangeException.ThrowIfNegative(startTile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startTile, ChunkCount(latents.shape[TimeAxis]));
        return Chunks(latents, Decoding(trace), startTile);
    }

    /// <summary>How many chunks <see cref="DecodeFrames"/> makes of <paramref name="latentFrames"/>.</summary>
    public int ChunkCount(long latentFrames) => TimeTileCount(latentFrames, Decoding(null).Frames);

    /// <summary>The frame of the clip with which chunk <paramref name="chunk"/> begins.</summary>
    public long FirstFrame(int chunk) => chunk == 0 ? 0 : ((long)chunk * Tiling.Frames.Stride) + 1;

    private Direction Encoding(Trace? trace)
    {
        var (space, time) = (_vae.Config.SpatialCompression, _vae.Config.TimeCompression);
        static TileSteps Steps(TileAxis axis, int ratio) => new(axis.Tile, axis.Stride, (axis.Tile - axis.Stride) / ratio, axis.Stride / ratio);
        return new Direction(
            Steps(Tiling.Height, space), Steps(Tiling.Width, space), Steps(Tiling.Frames, time),
            video => _vae.EncodeMoments(video, trace),
            Tiling.Geometry == VaeTileGeometry.Diffusers ? space : null);
    }

    private Direction Decoding(Trace? trace)
    {
        var (space, time) = (_vae.Config.SpatialCompression, _vae.Config.TimeCompression);
        static TileSteps Steps(TileAxis axis, int ratio) => new(axis.Tile / ratio, axis.Stride / ratio, axis.Tile - axis.Stride, axis.Stride);
        return new Direction(
            Steps(Tiling.Height, space), Steps(Tiling.Width, space), Steps(Tiling.Frames, time),
            latents => _vae.Decode(latents, trace),
            null);
    }

    private static Tensor Join(IEnumerable<Tensor> chunks)
    {
        using var scope = NewDisposeScope();
        var parts = chunks.ToList();
        return (parts.Count == 1 ? parts[0] : cat(parts, TimeAxis)).MoveToOuterDisposeScope();
    }

    /// <summary>Tiles of time that hold a frame of their own: a last tile of one frame is empty once that frame is dropped.</summary>
    private int TimeTileCount(long frames, TileSteps steps) =>
        IsCutInTime(frames, steps) ? (int)((frames - 1 + steps.Stride - 1) / steps.Stride) : 1;

    private bool IsCutInTime(long frames, TileSteps steps) => Tiling.TilesTime && frames > steps.Tile;

    private IEnumerable<Tensor> Chunks(Tensor input, Direction direction, int start)
    {
        var count = TimeTileCount(input.shape[TimeAxis], direction.Frames);
        Tensor? overlap = null;
        try
        {
            // The end of a tile that the next one blends with lies beyond its own ramp, so one tile back is enough.
            for (var index = start == count ? count : Math.Max(start - 1, 0); index < count; index++)
            {
                var (chunk, next) = TimeTile(input, direction, index, overlap);
                overlap?.Dispose();
                overlap = next;
                if (index >= start)
                {
                    yield return chunk;
                }
                else
                {
                    chunk.Dispose();
                }
            }
        }
        finally
        {
            overlap?.Dispose();
        }
    }

    /// <summary>The final frames of one tile of time, and its end for the next tile, which no dispose scope owns.</summary>
    private (Tensor Chunk, Tensor Overlap) TimeTile(Tensor input, Direction direction, int index, Tensor? overlap)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var (steps, frames) = (direction.Frames, input.shape[TimeAxis]);
        if (!IsCutInTime(frames, steps))
        {
            return (SpaceTiles(input, direction).MoveToOuterDisposeScope(), empty(0).DetachFromDisposeScope());
        }

        var origin = index * steps.Stride;
        var tile = SpaceTiles(input.narrow(TimeAxis, origin, Math.Min(steps.Tile + 1, frames - origin)), direction);
        var keep = steps.Keep + 1;
        if (index > 0)
        {
            tile = From(tile, TimeAxis, 1);     // the first frame was computed as the beginning of a clip
            keep = steps.Keep;
        }

        if (overlap is not null)
        {
            Blend(tile, overlap, TimeAxis, steps.Blend);
        }

        return (
            Beginning(tile, TimeAxis, keep).contiguous().MoveToOuterDisposeScope(),
            Ending(tile, TimeAxis, steps.Blend).DetachFromDisposeScope());
    }

    private Tensor SpaceTiles(Tensor input, Direction direction)
    {
        var (rows, columns) = (direction.Height, direction.Width);
        var (height, width) = (input.shape[HeightAxis], input.shape[WidthAxis]);
        if (!Tiling.TilesSpace || (height <= rows.Tile && width <= columns.Tile))
        {
            return direction.Run(input);
        }

        using var scope = NewDisposeScope();
        var bands = new List<Tensor>();
        var above = new List<Tensor>();
        for (long top = 0; top < height; top += rows.Stride)
        {
            var band = Beginning(From(input, HeightAxis, top), HeightAxis, rows.Tile);
            bands.Add(Band(band, direction, above));
        }

        var joined = cat(bands, HeightAxis);
        return (direction.CropRatio is { } ratio ? Crop(joined, height / ratio, width / ratio) : joined).MoveToOuterDisposeScope();
    }

    /// <summary>One row of tiles, joined; replaces the lower ends in <paramref name="above"/> by this row's.</summary>
    private static Tensor Band(Tensor input, Direction direction, List<Tensor> above)
    {
        using var scope = NewDisposeScope();
        var (rows, columns) = (direction.Height, direction.Width);
        var (pieces, endings) = (new List<Tensor>(), new List<Tensor>());
        Tensor? before = null;
        for (long left = 0; left < input.shape[WidthAxis]; left += columns.Stride)
        {
            using var tileScope = NewDisposeScope();
            var tile = direction.Run(Beginning(From(input, WidthAxis, left), WidthAxis, columns.Tile));
            if (above.Count > 0)
            {
                Blend(tile, above[pieces.Count], HeightAxis, rows.Blend);
            }

            if (before is not null)
            {
                Blend(tile, before, WidthAxis, columns.Blend);
            }

            endings.Add(Ending(tile, HeightAxis, rows.Blend).MoveToOuterDisposeScope());
            before = Ending(tile, WidthAxis, columns.Blend).MoveToOuterDisposeScope();
            pieces.Add(Beginning(Beginning(tile, HeightAxis, rows.Keep), WidthAxis, columns.Keep).clone().MoveToOuterDisposeScope());
        }

        above.ForEach(ending => ending.Dispose());
        above.Clear();
        above.AddRange(endings.Select(ending => ending.MoveToOuterDisposeScope()));
        return cat(pieces, WidthAxis).MoveToOuterDisposeScope();
    }

    /// <summary>Fades the end of <paramref name="previous"/> into the beginning of <paramref name="current"/>, in place.</summary>
    private static void Blend(Tensor current, Tensor previous, int axis, long length)
    {
        var ramp = Math.Min(length, Math.Min(previous.shape[axis], current.shape[axis]));
        if (ramp == 0)
        {
            return;
        }

        using var scope = NewDisposeScope();
        var shape = new long[] { 1, 1, 1, 1, 1 };
        shape[axis] = ramp;
        var weight = (arange(ramp, dtype: float64) / ramp).to(current.dtype).to(current.device).reshape(shape);   // 0, 1/n … (n−1)/n
        Beginning(current, axis, ramp).mul_(weight).add_(Ending(previous, axis, ramp) * (1 - weight));
    }

    private static Tensor Crop(Tensor moments, long height, long width) =>
        height > 0 && width > 0
            ? Beginning(Beginning(moments, HeightAxis, height), WidthAxis, width)
            : throw new InputException("video is narrower than one latent and the diffusers geometry crops to whole latents; enlarge it or tile time only.");

    private static Tensor From(Tensor tensor, int axis, long start) => tensor.narrow(axis, start, tensor.shape[axis] - start);

    private static Tensor Beginning(Tensor tensor, int axis, long length) => tensor.narrow(axis, 0, Math.Min(length, tensor.shape[axis]));

    /// <summary>A copy of the last <paramref name="length"/> places, or of all if there are fewer.</summary>
    private static Tensor Ending(Tensor tensor, int axis, long length) =>
        From(tensor, axis, Math.Max(0, tensor.shape[axis] - length)).clone();

    /// <summary>The numbers of one axis in one direction: where tiles lie in the input; how far they blend and what is kept, in the output.</summary>
    private readonly record struct TileSteps(long Tile, long Stride, long Blend, long Keep);

    /// <param name="Height">Tiles along the height.</param>
    /// <param name="Width">Tiles along the width.</param>
    /// <param name="Frames">Tiles along time.</param>
    /// <param name="Run">The network on one tile.</param>
    /// <param name="CropRatio">If set, the result is cropped to the whole multiples of it in the input.</param>
    private sealed record Direction(TileSteps Height, TileSteps Width, TileSteps Frames, Func<Tensor, Tensor> Run, int? CropRatio);
}
