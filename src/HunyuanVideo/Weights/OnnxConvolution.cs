namespace HunyuanVideo.Weights;

/// <summary>A convolution of an ONNX graph, the batch norm behind it folded in.</summary>
/// <param name="Shape">Output channels, input channels, rows and columns of the kernel.</param>
/// <param name="Weight">The kernel's values in that order.</param>
/// <param name="Bias">One value for each output channel.</param>
/// <param name="Stride">Pixels between outputs.</param>
/// <param name="PadBefore">Rows and columns added above and to the left.</param>
/// <param name="PadAfter">Rows and columns added below and to the right.</param>
internal sealed record OnnxConvolution(int[] Shape, float[] Weight, float[] Bias, int Stride, int PadBefore, int PadAfter);
