using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>One-head attention in which a token sees all tokens of its own frame and of earlier frames.</summary>
/// <remarks>
/// Shapes: <c>[B, C, T, H, W] → the same</c>, residual added. One call per frame of queries, so that no mask exists.
/// Keys: <c>group_norm.*</c>, <c>to_q.*</c>, <c>to_k.*</c>, <c>to_v.*</c>, <c>to_out.0.*</c>. Source: spec vae §3.7.
/// </remarks>
internal sealed class FrameCausalAttention : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "group_norm")] private readonly GroupNorm _norm;
    [ComponentName(Name = "to_q")] private readonly Linear _query;
    [ComponentName(Name = "to_k")] private readonly Linear _key;
    [ComponentName(Name = "to_v")] private readonly Linear _value;
    [ComponentName(Name = "to_out")] private readonly ModuleList<Linear> _out;

    public FrameCausalAttention(int channels, int groupCount, Placement placement) : base(nameof(FrameCausalAttention))
    {
        Linear Projection() => nn.Linear(channels, channels, hasBias: true, placement.Device, placement.Dtype);
        _norm = ClipNorm.Create(groupCount, channels, placement);
        _query = Projection();
        _key = Projection();
        _value = Projection();
        _out = new ModuleList<Linear>(Projection());
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (batch, channels, frames, height, width) = (input.shape[0], input.shape[1], input.shape[2], input.shape[3], input.shape[4]);
        var frameTokens = height * width;

        var normed = _norm.forward(input).flatten(2).transpose(1, 2).contiguous();                     // [B, N, C]
        var query = _query.forward(normed).unsqueeze(1);                                               // [B, 1, N, C]
        var key = _key.forward(normed).unsqueeze(1);                                                   // [B, 1, N, C]
        var value = _value.forward(normed).unsqueeze(1);                                               // [B, 1, N, C]
        normed.Dispose();

        var attended = new List<Tensor>();
        for (long frame = 0; frame < frames; frame++)
        {
            var seen = (frame + 1) * frameTokens;
            attended.Add(nn.functional.scaled_dot_product_attention(
                query.narrow(2, frame * frameTokens, frameTokens), key.narrow(2, 0, seen), value.narrow(2, 0, seen))); // [B, 1, HW, C]
        }

        var projected = _out[0].forward(cat(attended, 2).squeeze(1));                                  // [B, N, C]
        var output = projected.transpose(1, 2).reshape(batch, channels, frames, height, width);
        return (input + output).MoveToOuterDisposeScope();
    }
}
