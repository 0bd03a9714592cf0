using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Self-attention and MLP over text tokens; the condition only sets the gates.</summary>
/// <remarks>Shapes: tokens <c>[B, L, D]</c>, condition <c>[B, D]</c>, visible bool <c>[B, 1, L, L]</c> or null. Source: spec text-to-video §4.</remarks>
internal sealed class RefinerBlock : nn.Module<Tensor, Tensor, Tensor?, Tensor>
{
    private const int MlpRatio = 4;

    [ComponentName(Name = "norm1")]
    private readonly AffineLayerNorm _attentionNorm;

    [ComponentName(Name = "self_attn_qkv")]
    private readonly LinearLayer _qkv;

    [ComponentName(Name = "self_attn_proj")]
    private readonly LinearLayer _projection;

    [ComponentName(Name = "norm2")]
    private readonly AffineLayerNorm _mlpNorm;

    [ComponentName(Name = "mlp")]
    private readonly Mlp _mlp;

    [ComponentName(Name = "adaLN_modulation")]
    private readonly Modulation _modulation;

    private readonly long _headCount;

    public RefinerBlock(long width, long headCount, Placement placement)
        : base(nameof(RefinerBlock))
    {
        _headCount = headCount;
        _attentionNorm = new AffineLayerNorm(width, placement);
        _qkv = new LinearLayer(width, 3 * width, placement);
        _projection = new LinearLayer(width, width, placement);
        _mlpNorm = new AffineLayerNorm(width, placement);
        _mlp = new Mlp(width, MlpRatio * width, MlpActivation.Silu, placement);
        _modulation = new Modulation(width, 2, "1", placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens, Tensor condition, Tensor? visible)
    {
        using var scope = NewDisposeScope();
        var gates = _modulation.call(condition);                                                                // attention, MLP
        var (queries, keys, values) = JointAttention.Split(_qkv.call(_attentionNorm.call(tokens)), _headCount);
        var attended = JointAttention.Attend(queries, keys, values, visible);                                   // [B, L, D]
        tokens = Modulation.AddGated(tokens, gates[0], _projection.call(attended));
        return Modulation.AddGated(tokens, gates[1], _mlp.call(_mlpNorm.call(tokens))).MoveToOuterDisposeScope();
    }
}
