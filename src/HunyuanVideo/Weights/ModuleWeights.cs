using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Weights;

/// <summary>Moves weights between modules and files by key; knows no module by name.</summary>
public static class ModuleWeights
{
    /// <summary>
    /// Copies every tensor of <paramref name="source"/> into the parameter or buffer of the same key, converting the
    /// element type. All faults are found before the first tensor is written.
    /// </summary>
    /// <param name="module">The network to fill, on any device but meta.</param>
    /// <param name="source">Where the weights come from; stays the caller's.</param>
    /// <param name="ignore">Keys of the source that belong to no parameter and are no fault (old buffers).</param>
    /// <exception cref="WeightFormatException">Missing, unexpected or mismatched keys, or a type that is no weight; the message lists them.</exception>
    public static void LoadStrict(nn.Module module, IWeightSource source, Func<string, bool>? ignore = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(source);
        using var scope = NewDisposeScope();
        var targets = module.state_dict();
        Check(targets, source, ignore).ThrowIfFaulty();
        if (targets.FirstOrDefault(item => item.Value.device_type == DeviceType.META).Key is { } onMeta)
        {
            throw new ArgumentException($"'{onMeta}' is on the meta device and holds no memory to copy into; use Attach.", nameof(module));
        }

        using var noGradient = no_grad();
        foreach (var (key, target) in targets)
        {
            using var value = source.ElementTypeOf(key).TensorType is null ? source.ReadAsFloat32(key) : source.Map(key);
            target.copy_(value);
        }
    }

    /// <summary>
    /// Makes the tensors of <paramref name="source"/> themselves the parameters and buffers of <paramref name="module"/>,
    /// in their stored type and without a gradient: mapped weights stay in their file. The module owns them from then
    /// on; the source may be disposed before it, and the file is released when both are.
    /// </summary>
    /// <param name="module">The network, usually built on the meta device; what its parameters were is disposed.</param>
    /// <param name="source">Where the weights come from; stays the caller's.</param>
    /// <param name="ignore">Keys of the source that belong to no parameter and are no fault (old buffers).</param>
    /// <exception cref="WeightFormatException">
    /// Missing, unexpected or mismatched keys, or types that libtorch lacks (float8); the message lists them, and the
    /// module is as it was.
    /// </exception>
    public static void Attach(nn.Module module, IWeightSource source, Func<string, bool>? ignore = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(source);
        var targets = module.state_dict();
        Check(targets, source, ignore).ThrowIfFaulty();
        var foreign = targets.Keys.Where(key => source.ElementTypeOf(key).TensorType is null).Order(StringComparer.Ordinal).ToList();
        if (foreign.Count > 0)
        {
            throw new WeightFormatException(
                $"{source.Name}: {foreign.Count} tensors are stored as {source.ElementTypeOf(foreign[0])} ({ForeignText.List(foreign, 5)}), which cannot be computed in directly; convert the file to BF16.");
        }

        foreach (var (prefix, part) in module.named_modules().Prepend(("", module)))
        {
            var keyPrefix = prefix.Length == 0 ? "" : prefix + ".";
            foreach (var (name, parameter) in part.named_parameters(recurse: false).ToList())
            {
                ReplaceParameter(part, name, parameter, source.Map(keyPrefix + name));
            }

            foreach (var (name, buffer) in part.named_buffers(recurse: false).ToList())
            {
                ReplaceNative(buffer, source.Map(keyPrefix + name));
            }
        }
    }

    /// <summary>Compares the keys and shapes of <paramref name="module"/> with those of <paramref name="source"/>.</summary>
    public static KeyReport Compare(nn.Module module, IWeightSource source, Func<string, bool>? ignore = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(source);
        return Check(module.state_dict(), source, ignore);
    }

    /// <summary>Parameters and buffers of <paramref name="module"/> by published key, ordered by key, for a writer. They stay the module's.</summary>
    public static IReadOnlyList<KeyValuePair<string, Tensor>> Export(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return [.. module.state_dict().OrderBy(item => item.Key, StringComparer.Ordinal)];
    }

    private static KeyReport Check(Dictionary<string, Tensor> targets, IWeightSource source, Func<string, bool>? ignore)
    {
        var present = source.Keys.ToHashSet(StringComparer.Ordinal);
        var missing = targets.Keys.Where(key => !present.Contains(key)).Order(StringComparer.Ordinal);
        var unexpected = source.Keys.Where(key => !targets.ContainsKey(key) && ignore?.Invoke(key) != true).Order(StringComparer.Ordinal);
        var mismatched = targets
            .Where(item => present.Contains(item.Key) && !item.Value.shape.SequenceEqual(source.ShapeOf(item.Key)))
            .Select(item => new ShapeMismatch(item.Key, [.. item.Value.shape], source.ShapeOf(item.Key)))
            .OrderBy(item => item.Key, StringComparer.Ordinal);
        return new KeyReport(source.Name, [.. missing], [.. unexpected], [.. mismatched]);
    }

    /// <summary>
    /// The C# object stays, so that the fields of a module see the new tensor too. Embedding keeps its parameter in
    /// native code besides, which only its own property reaches; other modules' properties give the object itself, and
    /// some dispose it when it is set again.
    /// </summary>
    private static void ReplaceParameter(nn.Module module, string name, TorchSharp.Modules.Parameter parameter, Tensor value)
    {
        ReplaceNative(parameter, value);
        if (module.GetType().GetProperty(name) is not { CanWrite: true } property || property.PropertyType != typeof(TorchSharp.Modules.Parameter))
        {
            return;
        }

        var held = (TorchSharp.Modules.Parameter?)property.GetValue(module);
        if (!ReferenceEquals(held, parameter))
        {
            held?.Dispose();
            property.SetValue(module, parameter);
        }
    }

    /// <summary>Puts the native tensor of <paramref name="value"/>, which is used up, behind the object <paramref name="target"/>.</summary>
    private static void ReplaceNative(Tensor target, Tensor value)
    {
        ref var handle = ref NativeHandle(target);
        using var old = Tensor.UnsafeCreateTensor(handle);
        handle = value.DecoupleFromNativeHandle();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "handle")]
    private static extern ref nint NativeHandle(Tensor tensor);
}
