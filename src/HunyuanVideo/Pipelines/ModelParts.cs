using HunyuanVideo.TextEncoders;
using HunyuanVideo.Transformer;
using HunyuanVideo.Vae;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>Builds the four networks of a model folder and fills them with its weights.</summary>
internal sealed class ModelParts(ModelFolder model, ComputeSettings compute) : IDisposable
{
    private readonly ResidentParts _resident = new(keepsAll: model.TransformerParameters < ComputeSettings.LargeModelParameters);

    public LlamaModel TextEncoder() => _resident.Get(
        () => BuildTextEncoder(compute.Device, compute.Dtype), model.OpenTextEncoder, module => module.CanIgnore);

    public ClipTextModel PooledTextEncoder() => _resident.Get(
        () => BuildPooledTextEncoder(compute.Device, compute.Dtype), model.OpenPooledTextEncoder, _ => ClipTextModel.CanIgnore);

    public HunyuanVideoTransformer Transformer() => _resident.Get(
        () => BuildTransformer(compute.Device, compute.Dtype), model.OpenTransformer, _ => null);

    public CausalVae Vae() => _resident.Get(() => BuildVae(compute.Device, ScalarType.Float32), model.OpenVae, _ => null);

    /// <summary>Compares keys and shapes of all weight files with the configurations; nothing is loaded.</summary>
    /// <exception cref="WeightFormatException">They differ; the message has a line for each file.</exception>
    public void CheckWeights()
    {
        using var text = BuildTextEncoder(META, null);
        using var pooled = BuildPooledTextEncoder(META, null);
        using var transformer = BuildTransformer(META, null);
        using var vae = BuildVae(META, null);
        var reports = new[]
        {
            Compare(transformer, model.OpenTransformer, null),
            Compare(vae, model.OpenVae, null),
            Compare(text, model.OpenTextEncoder, text.CanIgnore),
            Compare(pooled, model.OpenPooledTextEncoder, ClipTextModel.CanIgnore),
        };
        var faults = reports.Where(report => !report.IsClean).Select(report => report.ToString()).ToArray();
        if (faults.Length > 0)
        {
            throw new WeightFormatException(string.Join(Environment.NewLine, faults));
        }
    }

    public void Dispose() => _resident.Dispose();

    private static KeyReport Compare(nn.Module module, Func<IWeightSource> open, Func<string, bool>? ignore)
    {
        using var source = open();
        return ModuleWeights.Compare(module, source, ignore);
    }

    private LlamaModel BuildTextEncoder(Device device, ScalarType? dtype) => new(model.TextEncoder, device, dtype, model.TextState);

    private ClipTextModel BuildPooledTextEncoder(Device device, ScalarType? dtype) => new(model.PooledTextEncoder, device, dtype);

    private HunyuanVideoTransformer BuildTransformer(Device device, ScalarType? dtype) => new(model.Transformer, device, dtype);

    private CausalVae BuildVae(Device device, ScalarType? dtype) => new(model.Vae, device, dtype);
}
