using HunyuanVideo.Transformer;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Transformer;

/// <summary>
/// The transformer once more, in double and without any of the fast paths: real-valued rotation, one dense mask of two
/// segments per sample, convolutions for patches, no cutting of text. The oracle of <see cref="HunyuanVideoTransformer"/>.
/// </summary>
internal sealed class PlainTransformer(TransformerConfig config, IReadOnlyDictionary<string, Tensor> weights)
{
    public static PlainTransformer Of(HunyuanVideoTransformer network) => new(
        network.Config,
        network.named_parameters().ToDictionary(item => item.name, item => item.parameter.detach().to(float64).requires_grad_(), StringComparer.Ordinal));

    /// <summary>The weights by key, double, with gradients after a backward pass.</summary>
    public IReadOnlyDictionary<string, Tensor> Weights => weights;

    public Tensor Forward(TransformerInput input)
    {
        var (latents, states) = (input.Latents.to(float64), input.TextStates.to(float64));
        var valid = input.TextMask.ne(0);
        var vector = Embed(input.Timestep, "time_in") + Perceptron(input.PooledText.to(float64), "vector_in.in_layer", "vector_in.out_layer");
        if (config.HasGuidance)
        {
            vector += Embed(input.Guidance!, "guidance_in");
        }

        var (pt, ph, pw) = config.PatchSize;
        var embedded = nn.functional.conv3d(latents, weights["img_in.proj.weight"], weights["img_in.proj.bias"], strides: [pt, ph, pw]);
        var grid = embedded.shape[2..];
        var image = embedded.flatten(2).transpose(1, 2);
        var text = config.TextProjection == TextProjectionKind.Linear
            ? Perceptron(states, "txt_in.linear_1", "txt_in.linear_2")
            : Refine(states, input.Timestep, config.UsesTextMask ? valid : ones_like(valid));
        var segments = Segments(image.shape[1], valid);
        var angles = Angles(grid);
        for (var i = 0; i < config.DoubleBlockCount; i++)
        {
            (image, text) = DoubleBlock(image, text, vector, $"double_blocks.{i}.", angles, segments);
        }

        var tokens = cat([image, text], 1);
        for (var i = 0; i < config.SingleBlockCount; i++)
        {
            tokens = SingleBlock(tokens, vector, $"single_blocks.{i}.", angles, segments);
        }

        var final = Linear(nn.functional.silu(vector), "final_layer.adaLN_modulation.1").chunk(2, -1);
        var features = Linear(Modulate(tokens.narrow(1, 0, image.shape[1]), final[0], final[1]), "final_layer.linear");
        var volume = features.transpose(1, 2).reshape([features.shape[0], -1, .. grid]);
        var identity = eye(volume.shape[1], dtype: float64).view(volume.shape[1], config.OutChannels, pt, ph, pw);
        return nn.functional.conv_transpose3d(volume, identity, strides: [pt, ph, pw]);
    }

    private (Tensor Image, Tensor Text) DoubleBlock(Tensor image, Tensor text, Tensor vector, string key, Tensor angles, Tensor segments)
    {
        var i = Linear(nn.functional.silu(vector), key + "img_mod.linear").chunk(6, -1);
        var t = Linear(nn.functional.silu(vector), key + "txt_mod.linear").chunk(6, -1);
        var (iq, ik, iv) = Heads(Linear(Modulate(image, i[0], i[1]), key + "img_attn_qkv"), key + "img_attn_q_norm", key + "img_attn_k_norm");
        var (tq, tk, tv) = Heads(Linear(Modulate(text, t[0], t[1]), key + "txt_attn_qkv"), key + "txt_attn_q_norm", key + "txt_attn_k_norm");
        var attended = Attend(cat([Rotate(iq, angles), tq], 1), cat([Rotate(ik, angles), tk], 1), cat([iv, tv], 1), segments);
        image += i[2].unsqueeze(1) * Linear(attended.narrow(1, 0, image.shape[1]), key + "img_attn_proj");
        image += i[5].unsqueeze(1) * Mlp(Modulate(image, i[3], i[4]), key + "img_mlp", config.MlpActivation);
        text += t[2].unsqueeze(1) * Linear(attended.narrow(1, image.shape[1], text.shape[1]), key + "txt_attn_proj");
        text += t[5].unsqueeze(1) * Mlp(Modulate(text, t[3], t[4]), key + "txt_mlp", config.MlpActivation);
        return (image, text);
    }

    private Tensor SingleBlock(Tensor tokens, Tensor vector, string key, Tensor angles, Tensor segments)
    {
        var m = Linear(nn.functional.silu(vector), key + "modulation.linear").chunk(3, -1);
        var features = Linear(Modulate(tokens, m[0], m[1]), key + "linear1").split([3L * config.HiddenSize, config.MlpWidth], -1);
        var (q, k, v) = Heads(features[0], key + "q_norm", key + "k_norm");
        var attended = Attend(Rotate(q, angles), Rotate(k, angles), v, segments);
        return tokens + (m[2].unsqueeze(1) * Linear(cat([attended, Activate(features[1], config.MlpActivation)], -1), key + "linear2"));
    }

    private Tensor Refine(Tensor states, Tensor timestep, Tensor valid)
    {
        var weight = valid.to(float64).unsqueeze(-1);
        var condition = Embed(timestep, "txt_in.t_embedder")
            + Perceptron((states * weight).sum(1) / weight.sum(1), "txt_in.c_embedder.linear_1", "txt_in.c_embedder.linear_2");
        var tokens = Linear(states, "txt_in.input_embedder");
        var visible = valid.unsqueeze(2).logical_and(valid.unsqueeze(1)).logical_or(arange(valid.shape[1]).eq(0));
        for (var i = 0; i < config.RefinerBlockCount; i++)
        {
            var key = $"txt_in.individual_token_refiner.blocks.{i}.";
            var gates = Linear(nn.functional.silu(condition), key + "adaLN_modulation.1").chunk(2, -1);
            var (q, k, v) = Heads(Linear(AffineNorm(tokens, key + "norm1"), key + "self_attn_qkv"), null, null);
            tokens += gates[0].unsqueeze(1) * Linear(Attend(q, k, v, visible), key + "self_attn_proj");
            tokens += gates[1].unsqueeze(1) * Mlp(AffineNorm(tokens, key + "norm2"), key + "mlp", MlpActivation.Silu);
        }

        return tokens;
    }

    private (Tensor Q, Tensor K, Tensor V) Heads(Tensor qkv, string? queryNorm, string? keyNorm)
    {
        var parts = qkv.chunk(3, -1).Select(part => part.reshape(part.shape[0], part.shape[1], config.HeadCount, -1)).ToArray();
        return (HeadNorm(parts[0], queryNorm), HeadNorm(parts[1], keyNorm), parts[2]);
    }

    private Tensor HeadNorm(Tensor heads, string? key) => (key is null ? QkNorm.None : config.QkNorm) switch
    {
        QkNorm.Rms => heads / (heads.pow(2).mean([-1], true) + 1e-6).sqrt() * weights[key + ".weight"],
        QkNorm.Layer => AffineNorm(heads, key!),
        _ => heads,
    };

    private Tensor AffineNorm(Tensor x, string key) => (Normalize(x) * weights[key + ".weight"]) + weights[key + ".bias"];

    private static Tensor Normalize(Tensor x)
    {
        var centred = x - x.mean([-1], true);
        return centred / (centred.pow(2).mean([-1], true) + 1e-6).sqrt();
    }

    private static Tensor Modulate(Tensor x, Tensor shift, Tensor scale) => (Normalize(x) * (scale.unsqueeze(1) + 1)) + shift.unsqueeze(1);

    private static Tensor Attend(Tensor q, Tensor k, Tensor v, Tensor visible)
    {
        var scores = einsum("bsad,btad->bast", q, k) / Math.Sqrt(q.shape[3]);
        var shares = scores.masked_fill(visible.unsqueeze(1).logical_not(), double.NegativeInfinity).softmax(-1);
        return einsum("bast,btad->bsad", shares, v).flatten(2);
    }

    /// <summary>[B, S, S]: image and valid text see one another, padding sees padding.</summary>
    private static Tensor Segments(long imageTokens, Tensor valid)
    {
        var ends = (valid.sum(1, keepdim: true) + imageTokens).unsqueeze(-1);
        var place = arange(imageTokens + valid.shape[1]);
        return place.view(1, -1, 1).lt(ends).eq(place.view(1, 1, -1).lt(ends));
    }

    /// <summary>[N, d/2].</summary>
    private Tensor Angles(long[] grid)
    {
        var rows = new List<double>();
        for (var n = 0; n < grid[0] * grid[1] * grid[2]; n++)
        {
            Span<long> position = [n / (grid[1] * grid[2]), n / grid[2] % grid[1], n % grid[2]];
            ReadOnlySpan<int> axes = [config.RopeAxes.Time, config.RopeAxes.Height, config.RopeAxes.Width];
            for (var axis = 0; axis < 3; axis++)
            {
                for (var m = 0; m < axes[axis] / 2; m++)
                {
                    rows.Add(position[axis] * Math.Pow(config.RopeTheta, -2.0 * m / axes[axis]));
                }
            }
        }

        return tensor(rows.ToArray(), [grid[0] * grid[1] * grid[2], config.HeadWidth / 2]);
    }

    /// <summary>Turns the first rows, as many as there are angles.</summary>
    private static Tensor Rotate(Tensor heads, Tensor angles)
    {
        var (turned, still) = (heads.narrow(1, 0, angles.shape[0]), heads.narrow(1, angles.shape[0], heads.shape[1] - angles.shape[0]));
        var (cos, sin) = (angles.cos().unsqueeze(1), angles.sin().unsqueeze(1));
        var even = turned.index(TensorIndex.Ellipsis, TensorIndex.Slice(0, null, 2));
        var odd = turned.index(TensorIndex.Ellipsis, TensorIndex.Slice(1, null, 2));
        var pairs = stack([(even * cos) - (odd * sin), (odd * cos) + (even * sin)], -1);
        return cat([pairs.flatten(3), still], 1);
    }

    private Tensor Embed(Tensor values, string key)
    {
        var angles = values.to(float64).unsqueeze(1) * tensor(Enumerable.Range(0, 128).Select(j => Math.Pow(10_000, -j / 128.0)).ToArray());
        return Perceptron(cat([angles.cos(), angles.sin()], 1), key + ".mlp.0", key + ".mlp.2");
    }

    private Tensor Perceptron(Tensor x, string first, string second) => Linear(nn.functional.silu(Linear(x, first)), second);

    private Tensor Mlp(Tensor x, string key, MlpActivation activation) => Linear(Activate(Linear(x, key + ".fc1"), activation), key + ".fc2");

    private static Tensor Activate(Tensor x, MlpActivation activation) => activation switch
    {
        MlpActivation.Gelu => x * 0.5 * ((x / Math.Sqrt(2)).erf() + 1),
        MlpActivation.Relu => x.clamp_min(0),
        MlpActivation.Silu => x * x.sigmoid(),
        _ => x * 0.5 * (((x + (x.pow(3) * 0.044715)) * Math.Sqrt(2 / Math.PI)).tanh() + 1),
    };

    private Tensor Linear(Tensor x, string key) =>
        nn.functional.linear(x, weights[key + ".weight"], weights.GetValueOrDefault(key + ".bias"));
}
