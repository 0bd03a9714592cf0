using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.TextEncoders;

/// <summary>
/// Layers whose weights are zero until loaded or initialised. The library's own constructors draw random weights
/// first: 40 s for the published decoder, and an embedding draws on the CPU even when asked for the meta device.
/// </summary>
internal static class UnfilledLayer
{
    public static Linear Linear(long inputWidth, long outputWidth, bool hasBias, Device? device, ScalarType? dtype) =>
        nn.Linear(
            new Parameter(zeros(outputWidth, inputWidth, device: device, dtype: dtype)),
            hasBias ? new Parameter(zeros(outputWidth, device: device, dtype: dtype)) : null!);
}
