using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>
/// Rotary position tables of one token grid. A record, not a module: fields of type Tensor in a module would become weights.
/// Source: spec text-to-video §5.
/// </summary>
/// <param name="Grid">Tokens along time, height and width.</param>
/// <param name="Rotation">cos + i·sin per pair of neighbouring channels, complex64 [N, 1, d/2]; axes one after the other.</param>
internal sealed record RopeTables((long Time, long Height, long Width) Grid, Tensor Rotation) : IDisposable
{
    /// <summary>Cosines with every angle twice in a row: <c>[N, d]</c>, float32; the caller owns it.</summary>
    public Tensor Cos() => Doubled(rotation => rotation.real);

    /// <summary>Sines with every angle twice in a row: <c>[N, d]</c>, float32; the caller owns it.</summary>
    public Tensor Sin() => Doubled(rotation => rotation.imag);

    /// <summary>Computes the tables in double and rounds them once. The caller owns the result.</summary>
    /// <param name="grid">Tokens along time, height and width; positions are the plain integers from 0.</param>
    /// <param name="axes">Channels per axis, each even.</param>
    /// <param name="theta">Base of the frequencies.</param>
    /// <param name="device">Where the tables lie; CPU when null.</param>
    public static RopeTables Create(
        (long Time, long Height, long Width) grid, (int Time, int Height, int Width) axes, double theta, Device? device = null)
    {
        using var training = inference_mode(false);     // tables made inside inference mode could not serve a later training step
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var angles = cat(
            [
                Angles(grid.Time, axes.Time, theta).view(grid.Time, 1, 1, axes.Time / 2).expand(grid.Time, grid.Height, grid.Width, -1),
                Angles(grid.Height, axes.Height, theta).view(1, grid.Height, 1, axes.Height / 2).expand(grid.Time, grid.Height, grid.Width, -1),
                Angles(grid.Width, axes.Width, theta).view(1, 1, grid.Width, axes.Width / 2).expand(grid.Time, grid.Height, grid.Width, -1),
            ],
            -1);                                                                                        // [t', h', w', d/2]
        var rotation = complex(angles.cos().to(ScalarType.Float32), angles.sin().to(ScalarType.Float32));
        return new RopeTables(grid, rotation.flatten(0, 2).unsqueeze(1).to(device ?? CPU).DetachFromDisposeScope());
    }

    /// <summary>Turns neighbouring channels of queries or keys by their position, in float32; the result has the type of <paramref name="heads"/>.</summary>
    /// <param name="heads"><c>[B, N, A, d]</c>.</param>
    /// <param name="rotation"><c>[N, 1, d/2]</c>, complex64.</param>
    public static Tensor Rotate(Tensor heads, Tensor rotation)
    {
        using var scope = NewDisposeScope();
        var pairs = heads.to(ScalarType.Float32).unflatten(3, [-1, 2]).contiguous().view_as_complex();         // [B, N, A, d/2]
        return (pairs * rotation).view_as_real().flatten(-2).to(heads.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Whether these are the tables of <paramref name="grid"/> on <paramref name="device"/>.</summary>
    public bool Serve((long Time, long Height, long Width) grid, Device device) =>
        Grid == grid && Rotation.device.type == device.type && Rotation.device.index == device.index;

    /// <inheritdoc/>
    public void Dispose() => Rotation.Dispose();

    private static Tensor Angles(long positions, int width, double theta)
    {
        using var scope = NewDisposeScope();
        var exponents = arange(width / 2, dtype: ScalarType.Float64) * (-2.0 / Math.Max(width, 1));
        var frequencies = exp(exponents * Math.Log(theta));                                                     // [r/2]
        return outer(arange(positions, dtype: ScalarType.Float64), frequencies).MoveToOuterDisposeScope();      // [positions, r/2]
    }

    private Tensor Doubled(Func<Tensor, Tensor> part)
    {
        using var scope = NewDisposeScope();
        return part(Rotation).squeeze(1).repeat_interleave(2, dim: -1).MoveToOuterDisposeScope();
    }
}
