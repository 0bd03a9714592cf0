using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Embeds one number per sample (timestep or guidance, both in thousandths).</summary>
/// <remarks>Shapes: <c>[B] → [B, D]</c>. Keys: <c>mlp.0.*</c>, <c>mlp.2.*</c>. Source: spec text-to-video §3.2, §3.3.</remarks>
internal sealed class ScalarEmbedder : nn.Module<Tensor, Tensor>
{
    private const int SinusoidWidth = 256;
    private const double MaxPeriod = 10_000;

    [ComponentName(Name = "mlp")]
    private readonly MlpEmbedder _mlp;

    public ScalarEmbedder(long width, Placement placement)
        : base(nameof(ScalarEmbedder))
    {
        _mlp = new MlpEmbedder(SinusoidWidth, width, "0", "2", placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor values)
    {
        using var scope = NewDisposeScope();
        return _mlp.call(Sinusoid(values)).MoveToOuterDisposeScope();
    }

    /// <summary>Cosines, then sines, of the values times 128 falling frequencies: <c>[B] → [B, 256]</c>, float32.</summary>
    public static Tensor Sinusoid(Tensor values)
    {
        using var scope = NewDisposeScope();
        const int Half = SinusoidWidth / 2;

        // double: float32 loses 4e-4 of the phase at guidance 6000, more than the rest of the network together
        var frequencies = exp(arange(Half, dtype: ScalarType.Float64, device: values.device) * (-Math.Log(MaxPeriod) / Half));  // [128]
        var angles = values.to(ScalarType.Float64).unsqueeze(1) * frequencies;                                                 // [B, 128]
        return cat([angles.cos(), angles.sin()], 1).to(ScalarType.Float32).MoveToOuterDisposeScope();                           // [B, 256]
    }
}
