using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Draws shifts, scales and gates from the conditioning vector: linear(SiLU(vec)), cut into equal parts.</summary>
/// <remarks>Shapes: <c>[B, D] → parts × [B, 1, D]</c>, ready to broadcast over tokens. Source: spec text-to-video §3.5.</remarks>
internal sealed class Modulation : nn.Module<Tensor, Tensor[]>
{
    private static readonly Scalar One = 1;

    private readonly LinearLayer _linear;
    private readonly int _parts;

    /// <param name="width">Model width D.</param>
    /// <param name="parts">Vectors per sample.</param>
    /// <param name="key">Published key of the linear layer: <c>linear</c>, or <c>1</c> where the published module is a sequence of SiLU and linear.</param>
    /// <param name="placement">Where the parameters lie.</param>
    public Modulation(long width, int parts, string key, Placement placement)
        : base(nameof(Modulation))
    {
        _parts = parts;
        _linear = new LinearLayer(width, parts * width, placement);
        register_module(key, _linear);
    }

    public override Tensor[] forward(Tensor vector)
    {
        using var scope = NewDisposeScope();
        var all = _linear.call(nn.functional.silu(vector)).unsqueeze(1);                                 // [B, 1, parts·D]
        return [.. all.chunk(_parts, -1).Select(part => part.MoveToOuterDisposeScope())];
    }

    /// <summary>Nothing: the constructor has registered the layers, under keys that no attribute could know.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <summary>LayerNorm without weights, then x·(1 + scale) + shift; all in float32, the result in the type of <paramref name="tokens"/>.</summary>
    /// <param name="tokens">[B, N, D].</param>
    /// <param name="shift">[B, 1, D].</param>
    /// <param name="scale">[B, 1, D].</param>
    public static Tensor Apply(Tensor tokens, Tensor shift, Tensor scale)
    {
        using var scope = NewDisposeScope();
        var normalized = nn.functional.layer_norm(tokens.to(ScalarType.Float32), [tokens.shape[^1]], eps: Norms.Epsilon);
        var (offset, factor) = (shift.to(ScalarType.Float32), scale.to(ScalarType.Float32) + 1);
        return addcmul(offset, normalized, factor, One).to(tokens.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>stream + gate·update.</summary>
    /// <param name="stream">[B, N, D].</param>
    /// <param name="gate">[B, 1, D].</param>
    /// <param name="update">[B, N, D].</param>
    public static Tensor AddGated(Tensor stream, Tensor gate, Tensor update) => addcmul(stream, gate, update, One);
}
