using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>fc2(act(fc1(x))).</summary>
/// <remarks>Shapes: <c>[B, N, D] → [B, N, D]</c>. Keys: <c>fc1.*</c>, <c>fc2.*</c>. Source: spec text-to-video §3.6.</remarks>
internal sealed class Mlp : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "fc1")]
    private readonly LinearLayer _first;

    [ComponentName(Name = "fc2")]
    private readonly LinearLayer _second;

    private readonly Func<Tensor, Tensor> _activation;

    public Mlp(long width, long innerWidth, MlpActivation activation, Placement placement)
        : base(nameof(Mlp))
    {
        _activation = ActivationOf(activation);
        _first = new LinearLayer(width, innerWidth, placement);
        _second = new LinearLayer(innerWidth, width, placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var inner = _first.call(tokens);            // [B, N, M]
        var active = _activation(inner);
        inner.Dispose();                            // the widest tensors of a block: never three of them at once
        return _second.call(active).MoveToOuterDisposeScope();
    }

    public static Func<Tensor, Tensor> ActivationOf(MlpActivation activation) => activation switch
    {
        MlpActivation.Gelu => nn.functional.gelu,
        MlpActivation.Relu => input => nn.functional.relu(input),
        MlpActivation.Silu => input => nn.functional.silu(input),
        _ => input => nn.functional.gelu(input, GELU.Approximate.tanh),
    };
}
