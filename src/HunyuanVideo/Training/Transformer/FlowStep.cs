using HunyuanVideo.Training.Flow;
using HunyuanVideo.Transformer;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Transformer;

/// <summary>Forward pass and loss of the flow-matching objective. Source: spec training §1.2.</summary>
public static class FlowStep
{
    private const double TimestepScale = 1000;

    /// <summary>The network's prediction and the mean squared error of each sample; both carry a graph.</summary>
    /// <returns><c>Predicted</c> is <c>[B, C, T, H, W]</c>, <c>Loss</c> is <c>[B]</c>; the caller's scope owns them.</returns>
    public static (Tensor Predicted, Tensor Loss) Run(HunyuanVideoTransformer network, TransformerBatch batch)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var noisy = FlowMatching.Interpolate(batch.Latents, batch.Noise, batch.T);
        var input = new TransformerInput(
            noisy, batch.T * TimestepScale, batch.TextStates, batch.TextMask, batch.PooledText, batch.Guidance is null ? null : batch.Guidance * TimestepScale);
        var predicted = network.forward(input);
        var loss = FlowMatching.LossPerSample(predicted, FlowMatching.Velocity(batch.Latents, batch.Noise));
        return scope.MoveToOuter(predicted, loss);
    }
}
