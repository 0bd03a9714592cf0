using System.Text.Json;
using HunyuanVideo.TextEncoders;
using HunyuanVideo.Transformer;
using HunyuanVideo.Vae;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>A network in one configuration, without memory: what weight files are compared with.</summary>
public sealed class KnownNetwork
{
    private const string ConfigName = "config.json";
    private readonly Func<(nn.Module Module, Func<string, bool>? Ignore)> _build;
    private readonly Func<byte[], string, KnownNetwork> _configured;

    private KnownNetwork(
        string name, string description, Func<(nn.Module Module, Func<string, bool>? Ignore)> build, Func<byte[], string, KnownNetwork> configured) =>
        (Name, Description, _build, _configured) = (name, description, build, configured);

    /// <summary>Short name: <c>dit</c>.</summary>
    public string Name { get; }

    /// <summary>Which configuration it is, in words.</summary>
    public string Description { get; }

    /// <summary>The published networks.</summary>
    public static IReadOnlyList<KnownNetwork> Published { get; } =
    [
        Transformer("dit", "the 13B text-to-video transformer with embedded guidance", TransformerConfig.Published),
        Transformer("dit-no-guidance", "the 13B text-to-video transformer without embedded guidance", TransformerConfig.PublishedWithoutGuidance),
        Vae("vae", "the causal 3D VAE 884-16c-hy", VaeConfig.Published),
        Llama("llama", "the language half of the text encoder", LlamaConfig.Published),
        Clip("clip", "the text tower of CLIP ViT-L/14", ClipTextConfig.Published),
    ];

    /// <summary>Every tensor of the network as BF16, ordered by key.</summary>
    public IReadOnlyList<TensorSummary> Tensors()
    {
        using var module = _build().Module;
        var type = ElementType.Of(ScalarType.BFloat16);
        return [.. module.state_dict().OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => new TensorSummary(item.Key, type.Name, [.. item.Value.shape], item.Value.numel(), item.Value.numel() * type.Bits / 8))];
    }

    /// <summary>Compares keys and shapes; keys that the network's own loader passes over are no difference.</summary>
    public KeyReport Compare(IWeightSource source)
    {
        var (module, ignore) = _build();
        using (module)
        {
            return ModuleWeights.Compare(module, source, ignore);
        }
    }

    /// <summary>
    /// The network that <paramref name="source"/> fits or comes nearest to: a published one, or one of the same kind in
    /// the configuration that lies beside the weights. Null when no network knows half of its keys.
    /// </summary>
    public static (KnownNetwork Network, KeyReport Fit)? Match(IWeightSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var candidates = Published.Select(network => (Network: network, Fit: network.Compare(source)))
            .Where(candidate => 2 * candidate.Fit.Unexpected.Count < source.Keys.Count)
            .ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        var nearest = candidates.MinBy(candidate => Differences(candidate.Fit));
        if (nearest.Fit.IsClean || nearest.Network.Beside(source.Name) is not { } own)
        {
            return nearest;
        }

        return (own, own.Compare(source));
    }

    private static int Differences(KeyReport fit) => fit.Missing.Count + fit.Unexpected.Count + fit.Mismatched.Count;

    /// <summary>The same kind of network in the configuration beside the weights; null when there is none that can be read.</summary>
    private KnownNetwork? Beside(string weights)
    {
        var path = Path.Join(Path.GetDirectoryName(weights), ConfigName);
        try
        {
            return File.Exists(path) ? _configured(File.ReadAllBytes(path), path) : null;
        }
        catch (Exception fault) when (fault is InputException or JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static KnownNetwork Transformer(string name, string description, TransformerConfig config) => new(
        name, description, () => (new HunyuanVideoTransformer(config, META), null),
        (json, path) => Transformer("dit", $"a transformer as in {path}", TransformerConfig.FromJson(json, path)));

    private static KnownNetwork Vae(string name, string description, VaeConfig config) => new(
        name, description, () => (new CausalVae(config, META), null),
        (json, path) => Vae("vae", $"a causal 3D VAE as in {path}", VaeConfigJson.Parse(json, path)));

    private static KnownNetwork Llama(string name, string description, LlamaConfig config) => new(
        name, description,
        () =>
        {
            var model = new LlamaModel(config, META);
            return (model, model.CanIgnore);
        },
        (json, path) => Llama("llama", $"a language model as in {path}", LlamaConfig.FromJson(JsonSerializer.Deserialize<JsonElement>(json), path)));

    private static KnownNetwork Clip(string name, string description, ClipTextConfig config) => new(
        name, description, () => (new ClipTextModel(config, META), ClipTextModel.CanIgnore),
        (json, path) => Clip("clip", $"a CLIP text tower as in {path}", ClipTextConfig.FromJson(JsonSerializer.Deserialize<JsonElement>(json), path)));
}
