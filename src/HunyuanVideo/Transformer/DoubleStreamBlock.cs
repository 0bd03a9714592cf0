using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>A block in which image and text have their own weights and share one attention.</summary>
/// <remarks>Shapes: image <c>[B, N, D]</c>, text <c>[B, L, D]</c>, vector <c>[B, D]</c>. Source: spec text-to-video §3.7.</remarks>
internal sealed class DoubleStreamBlock : nn.Module<Tensor, Tensor, Tensor, TokenSequence, (Tensor Image, Tensor Text)>
{
    [ComponentName(Name = "img_mod")]
    private readonly Modulation _imageModulation;

    [ComponentName(Name = "img_attn_qkv")]
    private readonly LinearLayer _imageQkv;

    [ComponentName(Name = "img_attn_q_norm")]
    private readonly nn.Module<Tensor, Tensor> _imageQueryNorm;

    [ComponentName(Name = "img_attn_k_norm")]
    private readonly nn.Module<Tensor, Tensor> _imageKeyNorm;

    [ComponentName(Name = "img_attn_proj")]
    private readonly LinearLayer _imageProjection;

    [ComponentName(Name = "img_mlp")]
    private readonly Mlp _imageMlp;

    [ComponentName(Name = "txt_mod")]
    private readonly Modulation _textModulation;

    [ComponentName(Name = "txt_attn_qkv")]
    private readonly LinearLayer _textQkv;

    [ComponentName(Name = "txt_attn_q_norm")]
    private readonly nn.Module<Tensor, Tensor> _textQueryNorm;

    [ComponentName(Name = "txt_attn_k_norm")]
    private readonly nn.Module<Tensor, Tensor> _textKeyNorm;

    [ComponentName(Name = "txt_attn_proj")]
    private readonly LinearLayer _textProjection;

    [ComponentName(Name = "txt_mlp")]
    private readonly Mlp _textMlp;

    private readonly long _headCount;

    public DoubleStreamBlock(TransformerConfig config, Placement placement)
        : base(nameof(DoubleStreamBlock))
    {
        long width = config.HiddenSize;
        _headCount = config.HeadCount;
        _imageModulation = new Modulation(width, 6, "linear", placement);
        _imageQkv = new LinearLayer(width, 3 * width, placement, config.HasQkvBias);
        _imageQueryNorm = Norms.ForHeads(config, placement);
        _imageKeyNorm = Norms.ForHeads(config, placement);
        _imageProjection = new LinearLayer(width, width, placement, config.HasQkvBias);
        _imageMlp = new Mlp(width, config.MlpWidth, config.MlpActivation, placement);
        _textModulation = new Modulation(width, 6, "linear", placement);
        _textQkv = new LinearLayer(width, 3 * width, placement, config.HasQkvBias);
        _textQueryNorm = Norms.ForHeads(config, placement);
        _textKeyNorm = Norms.ForHeads(config, placement);
        _textProjection = new LinearLayer(width, width, placement, config.HasQkvBias);
        _textMlp = new Mlp(width, config.MlpWidth, config.MlpActivation, placement);
        RegisterComponents();
    }

    public override (Tensor Image, Tensor Text) forward(Tensor image, Tensor text, Tensor vector, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        var imageModulation = _imageModulation.call(vector);        // shift1, scale1, gate1, shift2, scale2, gate2
        var textModulation = _textModulation.call(vector);
        var attended = Attend(image, imageModulation, text, textModulation, sequence);          // [B, S, D]
        var parts = attended.split([sequence.ImageTokens, sequence.TextTokens], 1);
        return (
            Update(image, imageModulation, parts[0], _imageProjection, _imageMlp).MoveToOuterDisposeScope(),
            Update(text, textModulation, parts[1], _textProjection, _textMlp).MoveToOuterDisposeScope());
    }

    private Tensor Attend(Tensor image, Tensor[] imageModulation, Tensor text, Tensor[] textModulation, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        var (imageQueries, imageKeys, imageValues) = Project(image, imageModulation, _imageQkv, _imageQueryNorm, _imageKeyNorm);
        var (textQueries, textKeys, textValues) = Project(text, textModulation, _textQkv, _textQueryNorm, _textKeyNorm);
        var queries = cat([RopeTables.Rotate(imageQueries, sequence.ImageRotation), textQueries], 1);       // [B, S, A, d]
        var keys = cat([RopeTables.Rotate(imageKeys, sequence.ImageRotation), textKeys], 1);
        var values = cat([imageValues, textValues], 1);
        return JointAttention.Attend(queries, keys, values, sequence).MoveToOuterDisposeScope();
    }

    private (Tensor Queries, Tensor Keys, Tensor Values) Project(
        Tensor stream, Tensor[] modulation, LinearLayer qkv, nn.Module<Tensor, Tensor> queryNorm, nn.Module<Tensor, Tensor> keyNorm)
    {
        using var scope = NewDisposeScope();
        var modulated = Modulation.Apply(stream, shift: modulation[0], scale: modulation[1]);
        var (queries, keys, values) = JointAttention.Split(qkv.call(modulated), _headCount);
        return (
            queryNorm.call(queries).MoveToOuterDisposeScope(),
            keyNorm.call(keys).MoveToOuterDisposeScope(),
            values.MoveToOuterDisposeScope());
    }

    private static Tensor Update(Tensor stream, Tensor[] modulation, Tensor attended, LinearLayer projection, Mlp mlp)
    {
        using var scope = NewDisposeScope();
        stream = Modulation.AddGated(stream, gate: modulation[2], projection.call(attended));
        var modulated = Modulation.Apply(stream, shift: modulation[3], scale: modulation[4]);
        return Modulation.AddGated(stream, gate: modulation[5], mlp.call(modulated)).MoveToOuterDisposeScope();
    }
}
