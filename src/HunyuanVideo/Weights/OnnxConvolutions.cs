using Google.Protobuf;

namespace HunyuanVideo.Weights;

/// <summary>
/// Reads the convolutions of an ONNX graph whose every convolution is followed by a batch norm, in the graph's order.
/// Only the fields that this needs are read; their numbers are those of <c>onnx.proto</c> (IR version 3).
/// </summary>
internal static class OnnxConvolutions
{
    private const int LargestFile = 1 << 28;

    /// <exception cref="WeightFormatException">The file is no ONNX model, or holds a convolution without a batch norm.</exception>
    public static IReadOnlyList<OnnxConvolution> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > LargestFile)
            {
                throw new WeightFormatException($"{path}: has {stream.Length} bytes, more than {LargestFile}; give a smaller model.");
            }

            var graph = OnnxGraph.Read(stream);
            return [.. graph.Nodes.Where(node => node.Operator == "Conv").Select(node => Fold(path, graph, node))];
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or IOException or KeyNotFoundException)
        {
            throw new WeightFormatException($"{path}: cannot be read as an ONNX model ({fault.Message.TrimEnd('.')}).");
        }
    }

    /// <summary>scale·(conv − mean)/√(variance + ε) + shift, as one convolution with a bias.</summary>
    private static OnnxConvolution Fold(string path, OnnxGraph graph, OnnxNode convolution)
    {
        var norm = graph.Nodes.FirstOrDefault(node => node.Operator == "BatchNormalization" && node.Inputs[0] == convolution.Outputs[0])
            ?? throw new WeightFormatException($"{path}: convolution '{convolution.Outputs[0]}' has no batch norm behind it; this reader takes residual networks alone.");
        var (kernel, epsilon) = (graph.Tensors[convolution.Inputs[1]], norm.Floats["epsilon"]);
        var (scale, shift, mean, variance) = (
            graph.Tensors[norm.Inputs[1]].Values, graph.Tensors[norm.Inputs[2]].Values, graph.Tensors[norm.Inputs[3]].Values, graph.Tensors[norm.Inputs[4]].Values);
        var weight = (float[])kernel.Values.Clone();
        var bias = new float[kernel.Shape[0]];
        var perChannel = weight.Length / bias.Length;
        for (var channel = 0; channel < bias.Length; channel++)
        {
            var factor = scale[channel] / Math.Sqrt((double)variance[channel] + epsilon);
            bias[channel] = (float)(shift[channel] - (mean[channel] * factor));
            foreach (ref var value in weight.AsSpan(channel * perChannel, perChannel))
            {
                value = (float)(value * factor);
            }
        }

        var pads = convolution.Integers["pads"];        // top, left, bottom, right
        return new OnnxConvolution(kernel.Shape, weight, bias, (int)convolution.Integers["strides"][0], (int)pads[0], (int)pads[2]);
    }
}
