using HunyuanVideo.Random;
using HunyuanVideo.TextEncoders;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Text;

/// <summary>
/// First weights for training from nothing. Each parameter has a random sequence of its own, named by its key, so
/// that the weights depend neither on the order of parameters nor on what else is drawn.
/// </summary>
public static class TextInitialization
{
    private const double TokenDeviation = 0.02;
    private const double PositionDeviation = 0.01;

    // Words that stand in the same places are pulled the same way by training: what tells "above" from "below" is what
    // their vectors began with. A table that is the head as well cannot begin so wide, for its scores would be as wide.
    private const double OwnTokenDeviation = 1;

    /// <summary>Fills a decoder.</summary>
    public static void InitializeForTraining(this LlamaModel model, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        Fill(model, seed, "llama", (key, inputs) => LlamaDeviation(key, inputs, model.Config));
    }

    /// <summary>Fills a decoder and its head.</summary>
    public static void InitializeForTraining(this LlamaForCausalLm model, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Model.InitializeForTraining(seed);
        Fill(model, seed, "llama-head", (key, _) => key == "lm_head.weight" ? TokenDeviation : null);
    }

    /// <summary>Fills a CLIP text tower.</summary>
    public static void InitializeForTraining(this ClipTextModel model, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        Fill(model, seed, "clip-text", (key, inputs) => ClipTextDeviation(key, inputs, model.Config.LayerCount));
    }

    /// <summary>Fills an image tower.</summary>
    public static void InitializeForTraining(this ClipImageTower tower, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(tower);

        // The activation behind a convolution halves the mean square; nothing follows the projection.
        Fill(tower, seed, "clip-image", (key, inputs) => Math.Sqrt((key.StartsWith("projection", StringComparison.Ordinal) ? 1 : 2) / inputs));
    }

    /// <summary>Fills both towers and the projection; the temperature keeps its first value.</summary>
    public static void InitializeForTraining(this ContrastiveClip clip, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(clip);
        clip.Text.InitializeForTraining(seed);
        clip.Image.InitializeForTraining(seed);
        Fill(clip, seed, "clip-projection", (key, inputs) => key == "text_projection.weight" ? Math.Sqrt(1 / inputs) : null);
    }

    private static double LlamaDeviation(string key, double inputs, LlamaConfig config) =>
        key == "embed_tokens.weight" ? (config.TiesHead ? TokenDeviation : OwnTokenDeviation)
        : Matrix(inputs, closesBranch: key.EndsWith("o_proj.weight", StringComparison.Ordinal) || key.EndsWith("down_proj.weight", StringComparison.Ordinal), config.LayerCount);

    private static double ClipTextDeviation(string key, double inputs, int layers) =>
        key.EndsWith("token_embedding.weight", StringComparison.Ordinal) ? TokenDeviation
        : key.EndsWith("position_embedding.weight", StringComparison.Ordinal) ? PositionDeviation
        : Matrix(inputs, closesBranch: key.EndsWith("out_proj.weight", StringComparison.Ordinal) || key.EndsWith("fc2.weight", StringComparison.Ordinal), layers);

    /// <summary>Keeps the mean square; matrices that add to the residual share it, so that it does not grow with the 2·layers branches.</summary>
    private static double Matrix(double inputs, bool closesBranch, int layers) =>
        Math.Sqrt(1 / inputs) / (closesBranch ? Math.Sqrt(2.0 * layers) : 1);

    /// <summary>Draws every matrix with its deviation (null: leaves it), sets biases to 0 and norm weights to 1.</summary>
    private static void Fill(nn.Module module, ulong seed, string purpose, Func<string, double, double?> deviation)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (key, parameter) in module.named_parameters())
        {
            if (parameter.dim() > 1)
            {
                var inputs = parameter.numel() / parameter.shape[0];
                if (deviation(key, inputs) is { } spread)
                {
                    parameter.copy_(Normal(parameter.shape, spread, Philox.For(seed, $"initialize/{purpose}/{key}")));
                }
            }
            else if (parameter.dim() == 1)
            {
                parameter.fill_(key.EndsWith("bias", StringComparison.Ordinal) ? 0 : 1);
            }
        }
    }

    private static Tensor Normal(long[] shape, double deviation, Philox random)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        random.FillNormal(values);
        return tensor(values, shape) * deviation;
    }
}
