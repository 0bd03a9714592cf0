using HunyuanVideo.Random;
using static TorchSharp.torch;

namespace HunyuanVideo.Transformer;

/// <summary>Starting values for training from nothing, by published key; each tensor has its own random sequence.</summary>
internal static class InitialWeights
{
    /// <summary>Standard deviation of the timestep and guidance embedders' matrices, the usual choice for diffusion transformers.</summary>
    private const double EmbedderDeviation = 0.02;

    public static void Fill(nn.Module network, ulong seed)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (key, parameter) in network.named_parameters())
        {
            if (key.EndsWith(".bias", StringComparison.Ordinal) || StartsAtZero(key))
            {
                parameter.zero_();
            }
            else if (parameter.dim() == 1)
            {
                parameter.fill_(1);
            }
            else
            {
                FillNormal(parameter, Philox.For(seed, "weights " + key), DeviationOf(key, parameter));
            }
        }
    }

    /// <summary>
    /// Gates start at zero, so every block starts as the identity and depth costs nothing at first; a zero final layer
    /// predicts velocity 0, which is right on average, instead of noise that has to be unlearned.
    /// </summary>
    private static bool StartsAtZero(string key) =>
        key.Contains("_mod.linear.", StringComparison.Ordinal)
        || key.Contains(".modulation.linear.", StringComparison.Ordinal)
        || key.Contains("adaLN_modulation.1.", StringComparison.Ordinal)
        || key.StartsWith("final_layer.linear.", StringComparison.Ordinal);

    /// <summary>
    /// 1/√fan_in keeps the variance of the features. The fan-out plays no part, so fused layers (qkv, linear1) start like
    /// the separate layers they are made of.
    /// </summary>
    private static double DeviationOf(string key, Tensor parameter)
    {
        if (key.StartsWith("time_in.", StringComparison.Ordinal) || key.StartsWith("guidance_in.", StringComparison.Ordinal)
            || key.StartsWith("txt_in.t_embedder.", StringComparison.Ordinal))
        {
            return EmbedderDeviation;
        }

        var fanIn = parameter.numel() / parameter.shape[0];
        return 1 / Math.Sqrt(fanIn);
    }

    private static void FillNormal(Tensor parameter, Philox random, double deviation)
    {
        var values = new float[parameter.numel()];
        random.FillNormal(values);
        using var drawn = tensor(values, parameter.shape);
        using var scaled = drawn.mul_(deviation);
        parameter.copy_(scaled);
    }
}
