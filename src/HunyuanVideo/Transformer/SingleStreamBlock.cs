using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>A block with one set of weights for image and text tokens; attention and MLP read the same input side by side.</summary>
/// <remarks>Shapes: tokens <c>[B, S, D]</c>, vector <c>[B, D]</c>. Source: spec text-to-video §3.8.</remarks>
internal sealed class SingleStreamBlock : nn.Module<Tensor, Tensor, TokenSequence, Tensor>
{
    [ComponentName(Name = "modulation")]
    private readonly Modulation _modulation;

    [ComponentName(Name = "linear1")]
    private readonly LinearLayer _input;

    [ComponentName(Name = "q_norm")]
    private readonly nn.Module<Tensor, Tensor> _queryNorm;

    [ComponentName(Name = "k_norm")]
    private readonly nn.Module<Tensor, Tensor> _keyNorm;

    [ComponentName(Name = "linear2")]
    private readonly LinearLayer _output;

    private readonly Func<Tensor, Tensor> _activation;
    private readonly long _headCount;
    private readonly long _qkvWidth;
    private readonly long _mlpWidth;

    public SingleStreamBlock(TransformerConfig config, Placement placement)
        : base(nameof(SingleStreamBlock))
    {
        long width = config.HiddenSize;
        (_headCount, _qkvWidth, _mlpWidth) = (config.HeadCount, 3 * width, config.MlpWidth);
        _activation = Mlp.ActivationOf(config.MlpActivation);
        _modulation = new Modulation(width, 3, "linear", placement);
        _input = new LinearLayer(width, _qkvWidth + _mlpWidth, placement);
        _queryNorm = Norms.ForHeads(config, placement);
        _keyNorm = Norms.ForHeads(config, placement);
        _output = new LinearLayer(width + _mlpWidth, width, placement);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens, Tensor vector, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        var modulation = _modulation.call(vector);                              // shift, scale, gate
        var features = Project(tokens, modulation);                             // [B, S, 3·D+M]
        var (attended, active) = AttendAndActivate(features, sequence);         // [B, S, D], [B, S, M]
        features.Dispose();                                                     // the widest tensor goes before the next wide one comes
        var joined = cat([attended, active], -1);                               // [B, S, D+M], attention first
        active.Dispose();
        return Modulation.AddGated(tokens, gate: modulation[2], _output.call(joined)).MoveToOuterDisposeScope();
    }

    private Tensor Project(Tensor tokens, Tensor[] modulation)
    {
        using var scope = NewDisposeScope();
        return _input.call(Modulation.Apply(tokens, shift: modulation[0], scale: modulation[1])).MoveToOuterDisposeScope();
    }

    private (Tensor Attended, Tensor Active) AttendAndActivate(Tensor features, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        var parts = features.split([_qkvWidth, _mlpWidth], -1);
        var attended = Attend(parts[0], sequence);
        var active = _activation(parts[1]);
        return (attended.MoveToOuterDisposeScope(), active.MoveToOuterDisposeScope());
    }

    private Tensor Attend(Tensor qkv, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        var (queries, keys, values) = JointAttention.Split(qkv, _headCount);    // [B, S, A, d]
        queries = RopeTables.Rotate(_queryNorm.call(queries), sequence.JointRotation);
        keys = RopeTables.Rotate(_keyNorm.call(keys), sequence.JointRotation);
        return JointAttention.Attend(queries, keys, values, sequence).MoveToOuterDisposeScope();
    }
}
