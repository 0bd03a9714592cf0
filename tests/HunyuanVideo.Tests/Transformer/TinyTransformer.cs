using HunyuanVideo.Tensors;
using HunyuanVideo.Transformer;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Transformer;

/// <summary>Transformers small enough for tests, with weights and inputs by hash.</summary>
internal static class TinyTransformer
{
    public static TransformerConfig Config { get; } = new()
    {
        InChannels = 4,
        OutChannels = 4,
        HiddenSize = 32,
        HeadCount = 2,
        DoubleBlockCount = 2,
        SingleBlockCount = 2,
        RefinerBlockCount = 2,
        MlpRatio = 4,
        MlpActivation = MlpActivation.GeluTanh,
        PatchSize = (1, 2, 2),
        RopeAxes = (4, 6, 6),
        RopeTheta = 256,
        HasQkvBias = true,
        QkNorm = QkNorm.Rms,
        HasGuidance = true,
        TextProjection = TextProjectionKind.SingleRefiner,
        UsesTextMask = true,
        TextWidth = 12,
        PooledTextWidth = 8,
    };

    /// <summary>A network whose every weight matters: unit variance from layer to layer, no weight at zero.</summary>
    public static HunyuanVideoTransformer Create(TransformerConfig config, ulong seed = 1)
    {
        var network = new HunyuanVideoTransformer(config);
        using var noGradient = no_grad();
        foreach (var (key, parameter) in network.named_parameters())
        {
            var (offset, gain) = parameter.dim() > 1
                ? (0, Math.Sqrt(3.0 * parameter.shape[0] / parameter.numel()))
                : key.EndsWith(".bias", StringComparison.Ordinal) ? (0, 0.05) : (1, 0.2);
            using var values = HashTensor.Create("w." + key, parameter.shape, offset, gain, seed);
            parameter.copy_(values);
        }

        return network;
    }

    /// <summary>Inputs for one sample per entry of <paramref name="validText"/>, right padded to <paramref name="textTokens"/>.</summary>
    public static TransformerInput Input(
        TransformerConfig config, int[] validText, int textTokens = 7, (int Time, int Height, int Width)? size = null, ulong seed = 1)
    {
        var (time, height, width) = size ?? (2, 4, 6);
        long batch = validText.Length;
        var mask = arange(textTokens).unsqueeze(0).lt(tensor(validText).unsqueeze(1)).to(int64);
        return new TransformerInput(
            HashTensor.Create("in.x", [batch, config.InChannels, time, height, width], 0, 1.7, seed),
            HashTensor.Create("in.t", [batch], 500, 499, seed),
            HashTensor.Create("in.text_states", [batch, textTokens, config.TextWidth], 0, 1.7, seed),
            mask,
            HashTensor.Create("in.text_states_2", [batch, config.PooledTextWidth], 0, 1.7, seed),
            config.HasGuidance ? HashTensor.Create("in.guidance", [batch], 5000, 2000, seed) : null);
    }

    /// <summary>Sample number <paramref name="index"/> alone.</summary>
    public static TransformerInput Sample(this TransformerInput input, int index) => new(
        input.Latents.narrow(0, index, 1),
        input.Timestep.narrow(0, index, 1),
        input.TextStates.narrow(0, index, 1),
        input.TextMask.narrow(0, index, 1),
        input.PooledText.narrow(0, index, 1),
        input.Guidance?.narrow(0, index, 1));

    /// <summary>‖a−b‖₂ / ‖b‖₂ in double.</summary>
    public static double RelativeError(Tensor actual, Tensor expected)
    {
        using var scope = NewDisposeScope();
        var reference = expected.to(float64);
        return (actual.to(float64) - reference).norm().ToDouble() / reference.norm().ToDouble();
    }
}
