using HunyuanVideo.Curation.Units;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HunyuanVideo.Curation.Plugins;

/// <summary>A plug-in's model in ONNX Runtime: one instance, its names and shapes checked against the kind. Thread-safe.</summary>
public sealed class OnnxModel : IDisposable
{
    private const long MostNumbers = 1L << 28;

    private static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(5);

    private readonly InferenceSession _inference;
    private readonly TimeSpan _limit;

    private OnnxModel(Plugin plugin, InferenceSession inference, TimeSpan limit) => (Plugin, _inference, _limit) = (plugin, inference, limit);

    /// <summary>Where the model comes from.</summary>
    public Plugin Plugin { get; }

    /// <summary>Loads the model.</summary>
    /// <param name="plugin">The plug-in.</param>
    /// <param name="threads">Threads of one run; null = cores.</param>
    /// <param name="limit">Time that one run may take; null = five minutes.</param>
    /// <exception cref="InputException">ONNX Runtime cannot read it, or it lacks an input or output; the message lists those it has.</exception>
    public static OnnxModel Load(Plugin plugin, int? threads = null, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        using var options = ModelRuntime.Options(threads ?? Environment.ProcessorCount);
        InferenceSession inference;
        try
        {
            inference = new InferenceSession(plugin.ModelPath, options);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new InputException($"{plugin.Shown}: ONNX Runtime cannot load it ({FirstLine(fault)}); is it a whole ONNX model?", fault);
        }

        var model = new OnnxModel(plugin, inference, limit ?? UsualLimit);
        try
        {
            model.RequireNames();
            return model;
        }
        catch (InputException)
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">By the kind's names; shapes are checked where the model fixes them.</param>
    /// <returns>By the kind's names; finite numbers.</returns>
    /// <exception cref="InputException">A shape does not fit, the model fails or takes too long, or a result is not finite.</exception>
    public IReadOnlyDictionary<string, OnnxTensor> Run(IReadOnlyDictionary<string, OnnxTensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var values = inputs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Bind(Plugin.InputName(pair.Key), pair.Value)).ToArray();
        var names = Plugin.Kind.Outputs.Select(Plugin.OutputName).ToArray();
        using var options = new RunOptions();
        using var clock = new CancellationTokenSource(_limit);
        using var stop = clock.Token.Register(() => options.Terminate = true);
        try
        {
            using var results = _inference.Run(values, [.. names.Distinct()], options);
            var byName = results.ToDictionary(result => result.Name, Read, StringComparer.Ordinal);
            return Plugin.Kind.Outputs.ToDictionary(output => output, output => byName[Plugin.OutputName(output)], StringComparer.Ordinal);
        }
        catch (OnnxRuntimeException fault) when (clock.IsCancellationRequested)
        {
            throw new InputException(FormattableString.Invariant($"{Plugin.Shown}: the model gave no answer within {_limit.TotalSeconds:0} seconds; take a smaller one, or one without an endless loop."), fault);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new InputException($"{Plugin.Shown}: the model failed ({FirstLine(fault)}).", fault);
        }
    }

    /// <summary>Runs a model with one input and one output.</summary>
    /// <exception cref="InputException">As <see cref="Run(IReadOnlyDictionary{string, OnnxTensor})"/>.</exception>
    public OnnxTensor Run(OnnxTensor input) =>
        Run(new Dictionary<string, OnnxTensor> { [Plugin.Kind.Inputs[0]] = input })[Plugin.Kind.Outputs[0]];

    /// <inheritdoc/>
    public void Dispose() => _inference.Dispose();

    private void RequireNames()
    {
        Require("input", Plugin.Kind.Inputs.Select(Plugin.InputName), _inference.InputMetadata);
        Require("output", Plugin.Kind.Outputs.Select(Plugin.OutputName), _inference.OutputMetadata);
        var extra = _inference.InputMetadata.Keys.Except(Plugin.Kind.Inputs.Select(Plugin.InputName)).Order(StringComparer.Ordinal).ToArray();
        if (extra.Length > 0)
        {
            throw new InputException($"{Plugin.Shown}: the model also wants {string.Join(", ", extra)}, which {Plugin.Kind.Name} does not give; export it with {Plugin.Kind.Inputs.Count} input(s).");
        }
    }

    private void Require(string what, IEnumerable<string> names, IReadOnlyDictionary<string, NodeMetadata> metadata)
    {
        foreach (var name in names)
        {
            if (!metadata.TryGetValue(name, out var node))
            {
                throw new InputException($"{Plugin.Shown}: has no {what} '{name}'; it has {string.Join(", ", metadata.Keys.Order(StringComparer.Ordinal))}: name them in {PluginReader.ManifestName} as {what}s.");
            }

            if (node.IsTensor && node.Dimensions.Aggregate(1.0, (numbers, side) => numbers * Math.Max(1, side)) > MostNumbers)
            {
                throw new InputException($"{Plugin.Shown}: {what} '{name}' is [{string.Join(", ", node.Dimensions)}], more numbers than are given or read (2^28); export a smaller model.");
            }

            if (!node.IsTensor || !(node.ElementDataType == TensorElementType.Float || (what == "input" && node.ElementDataType == TensorElementType.UInt8)))
            {
                throw new InputException($"{Plugin.Shown}: {what} '{name}' is no float tensor; export the model in float32 (an input may be of bytes).");
            }
        }
    }

    private NamedOnnxValue Bind(string name, OnnxTensor tensor)
    {
        var wanted = _inference.InputMetadata[name].Dimensions;
        var fits = wanted.Length == tensor.Shape.Length && wanted.Zip(tensor.Shape).All(pair => pair.First <= 0 || pair.First == pair.Second);
        return !fits
            ? throw new InputException(
                $"{Plugin.Shown}: input '{name}' is [{string.Join(", ", wanted)}], it would be given [{string.Join(", ", tensor.Shape)}]; correct picture or audio in {PluginReader.ManifestName}.")
            : _inference.InputMetadata[name].ElementDataType == TensorElementType.UInt8
            ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<byte>(Array.ConvertAll(tensor.Values, value => (byte)Math.Clamp(MathF.Round(value), 0, byte.MaxValue)), tensor.Shape))
            : NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(tensor.Values, tensor.Shape));
    }

    private OnnxTensor Read(DisposableNamedOnnxValue result)
    {
        var tensor = result.AsTensor<float>();
        if (tensor.Length > MostNumbers)
        {
            throw new InputException($"{Plugin.Shown}: output '{result.Name}' has {tensor.Length} numbers, more than is read (2^28).");
        }

        var values = tensor.ToArray();
        return Array.TrueForAll(values, float.IsFinite)
            ? new OnnxTensor(values, tensor.Dimensions.ToArray())
            : throw new InputException($"{Plugin.Shown}: output '{result.Name}' holds numbers that are not finite; the model or its normalisation in {PluginReader.ManifestName} is wrong.");
    }

    private static string FirstLine(Exception fault) => fault.Message.Split('\n')[0].TrimEnd('.', ' ');
}
