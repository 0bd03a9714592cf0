using HunyuanVideo.TextEncoders;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.TextEncoders;

/// <summary>Small configurations and the counting of a network's tensors.</summary>
internal static class Shapes
{
    public static LlamaConfig SmallLlama { get; } = new()
    {
        VocabularySize = 50,
        HiddenSize = 32,
        IntermediateSize = 48,
        LayerCount = 4,
        HeadCount = 4,
        KeyValueHeadCount = 2,
        NormEpsilon = 1e-5,
        RopeTheta = 10000,
        Activation = "silu",
        TiesHead = true,
    };

    public static ClipTextConfig SmallClip { get; } = new()
    {
        VocabularySize = 50,
        HiddenSize = 32,
        IntermediateSize = 64,
        LayerCount = 2,
        HeadCount = 2,
        MaxPositions = 16,
        NormEpsilon = 1e-5,
        Activation = "quick_gelu",
        EndToken = 49,
    };

    public static SortedDictionary<string, string> Of(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return new SortedDictionary<string, string>(
            module.state_dict().ToDictionary(item => item.Key, item => string.Join(",", item.Value.shape)), StringComparer.Ordinal);
    }

    public static long Total(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return module.state_dict().Values.Sum(value => value.numel());
    }
}
