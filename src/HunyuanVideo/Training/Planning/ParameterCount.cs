using static TorchSharp.torch;

namespace HunyuanVideo.Training.Planning;

/// <summary>Parameters of a network.</summary>
/// <param name="All">Every one.</param>
/// <param name="Matrices">Those that Muon would move.</param>
internal sealed record ParameterCount(long All, long Matrices)
{
    /// <summary>Counts those of a network that need hold no memory: all, or those whose key <paramref name="isCounted"/> names.</summary>
    public static ParameterCount Of(nn.Module network, Func<string, bool>? isCounted = null)
    {
        var parameters = network.named_parameters().Where(item => isCounted?.Invoke(item.name) ?? true).ToList();
        return new(
            parameters.Sum(item => item.parameter.numel()),
            parameters.Where(item => BlockMatrices.Contain(item.name, item.parameter)).Sum(item => item.parameter.numel()));
    }
}
