using static TorchSharp.torch;

namespace HunyuanVideo.Tensors;

/// <summary>Receives the named intermediate tensors of a network, for golden cases and for finding non-finite values.</summary>
/// <param name="name">Name of the check point, for example <c>double.3.img</c>.</param>
/// <param name="value">The tensor; it belongs to the network, which may dispose it after the call.</param>
public delegate void Trace(string name, Tensor value);
