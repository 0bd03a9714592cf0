using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Attention over the joint sequence; padding never reaches a valid token. Source: spec text-to-video §3.7, §6.</summary>
internal static class JointAttention
{
    /// <summary>Cuts fused features (index m·D + a·d + e) into queries, keys and values: <c>[B, S, 3·D] → 3 × [B, S, A, d]</c>.</summary>
    public static (Tensor Queries, Tensor Keys, Tensor Values) Split(Tensor qkv, long headCount)
    {
        using var scope = NewDisposeScope();
        var parts = qkv.unflatten(2, [3, headCount, -1]).unbind(2);
        return (parts[0].MoveToOuterDisposeScope(), parts[1].MoveToOuterDisposeScope(), parts[2].MoveToOuterDisposeScope());
    }

    /// <summary>Attends within every sample: <c>3 × [B, S, A, d] → [B, S, D]</c>.</summary>
    public static Tensor Attend(Tensor queries, Tensor keys, Tensor values, TokenSequence sequence) =>
        sequence.IsPerSample
            ? AttendPerSample(queries, keys, values, sequence)
            : Attend(queries, keys, values, sequence.KeyMask);

    /// <summary>Attends with an optional mask: <c>3 × [B, S, A, d] → [B, S, D]</c>.</summary>
    /// <param name="queries">[B, S, A, d].</param>
    /// <param name="keys">[B, S, A, d].</param>
    /// <param name="values">[B, S, A, d].</param>
    /// <param name="mask">bool, broadcastable to [B, A, S, S], true where a query sees a key; no row may be empty.</param>
    public static Tensor Attend(Tensor queries, Tensor keys, Tensor values, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var (q, k, v) = (queries.transpose(1, 2), keys.transpose(1, 2), values.transpose(1, 2));                       // [B, A, S, d]
        var mixed = TrainsInBfloat16(queries) ? MultiplyOut(q, k, v, mask) : nn.functional.scaled_dot_product_attention(q, k, v, mask);
        return mixed.transpose(1, 2).flatten(2).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Whether gradients in bfloat16 are asked of a CPU: libtorch's fused attention multiplies in float32 there, and takes
    /// more than twice the time of plain products.
    /// </summary>
    private static bool TrainsInBfloat16(Tensor queries) =>
        queries.requires_grad && queries.dtype == ScalarType.BFloat16 && queries.device_type == DeviceType.CPU;

    /// <summary>softmax(q·kᵀ/√d)·v with every weight in memory: <c>3 × [B, A, S, d] → [B, A, S, d]</c>.</summary>
    private static Tensor MultiplyOut(Tensor queries, Tensor keys, Tensor values, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var scores = matmul(queries * (1 / Math.Sqrt(queries.shape[3])), keys.transpose(2, 3));                       // [B, A, S, S]
        var visible = mask is null ? scores : scores.masked_fill(mask.logical_not(), double.NegativeInfinity);
        return matmul(visible.softmax(-1), values).MoveToOuterDisposeScope();
    }

    private static Tensor AttendPerSample(Tensor queries, Tensor keys, Tensor values, TokenSequence sequence)
    {
        using var scope = NewDisposeScope();
        var samples = new Tensor[sequence.ValidText.Count];
        for (var sample = 0; sample < samples.Length; sample++)
        {
            var valid = sequence.ImageTokens + sequence.ValidText[sample];
            var attended = Attend(Valid(queries), Valid(keys), Valid(values), mask: null);                  // [1, valid, D]
            samples[sample] = nn.functional.pad(attended, (0, 0, 0, sequence.TotalTokens - valid));         // padding rows get 0

            Tensor Valid(Tensor heads) => heads.narrow(0, sample, 1).narrow(1, 0, valid);
        }

        return cat(samples).MoveToOuterDisposeScope();
    }
}
