using HunyuanVideo.Training.Optimisation;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Planning;

/// <summary>Parameters of a network.</summary>
/// <param name="All">Every one.</param>
/// <param name="Matrices">Those that Muon would move.</param>
internal sealed record ParameterCount(long All, long Matrices)
{
    /// <summary>Counts those of a network that need hold no memory.</summary>
    public static ParameterCount Of(nn.Module network)
    {
        var parameters = network.named_parameters().ToList();
        return new(
            parameters.Sum(item => item.parameter.numel()),
            parameters.Where(item => Muon.IsFor(item.name, item.parameter)).Sum(item => item.parameter.numel()));
    }
}
