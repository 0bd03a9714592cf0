using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary>
/// The networks in memory. Of a large model only the one in use stays; the parts of a small one stay all.
/// </summary>
internal sealed class ResidentParts(bool keepsAll) : IDisposable
{
    private readonly Dictionary<Type, nn.Module> _loaded = [];

    /// <summary>The network of type <typeparamref name="T"/>, built and filled when it is not there; it stays this object's.</summary>
    /// <exception cref="WeightFormatException">The weights do not fit the network.</exception>
    public T Get<T>(Func<T> build, Func<IWeightSource> open, Func<T, Func<string, bool>?> ignore)
        where T : nn.Module
    {
        if (_loaded.TryGetValue(typeof(T), out var module))
        {
            return (T)module;
        }

        if (!keepsAll)
        {
            Dispose();
        }

        using var noGradient = no_grad();
        var built = build();
        foreach (var tensor in built.parameters().Concat(built.buffers()))
        {
            tensor.DetachFromDisposeScope();   // the caller's scope ends before the network does
        }

        try
        {
            using var source = open();
            ModuleWeights.LoadStrict(built, source, ignore(built));
        }
        catch
        {
            built.Dispose();
            throw;
        }

        built.eval();
        _loaded.Add(typeof(T), built);
        return built;
    }

    /// <summary>Frees every network; the next <see cref="Get"/> loads again.</summary>
    public void Dispose()
    {
        foreach (var module in _loaded.Values)
        {
            module.Dispose();
        }

        _loaded.Clear();
    }
}
