using HunyuanVideo.Tensors;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Evaluation;

/// <summary>
/// ResNet-18 trained on ImageNet as a fixed describer of pictures: the activations behind its stem and its first
/// stages. Weights come from an ONNX file with the batch norms folded in; gradients flow to the pictures alone.
/// </summary>
internal sealed class ResNetFeatures : IDisposable
{
    // The published file's last stage has a block more than the network of the paper.
    private static readonly int[] BlocksInStages = [2, 2, 2, 3];

    private const float HalfRange = 127.5f;

    // Means of ImageNet's blue, green and red, on the scale 0…255: the network was trained on BGR with its mean picture taken away.
    private static readonly float[] Means = [103.06f, 115.90f, 123.15f];

    /// <summary>The file that lies beside the program.</summary>
    public static string ShippedPath { get; } = Path.Join(AppContext.BaseDirectory, "models", "curation", "resnet18", "model.onnx");

    private readonly List<Layer> _layers;
    private readonly Tensor _means;

    /// <param name="path">The ONNX file.</param>
    /// <param name="device">Where pictures lie; the CPU when null.</param>
    /// <exception cref="WeightFormatException">The file is no ResNet-18.</exception>
    public ResNetFeatures(string path, Device? device = null)
    {
        var expected = 1 + (BlocksInStages.Sum() * 2) + (BlocksInStages.Length - 1);      // stem, blocks, shortcuts
        var convolutions = OnnxConvolutions.Read(path);
        if (convolutions.Count != expected)
        {
            throw new WeightFormatException($"{path}: has {convolutions.Count} convolutions, not {expected}; give the ResNet-18 of Microsoft.ML.DnnImageFeaturizer.");
        }

        _layers = [.. convolutions.Select(convolution => new Layer(convolution, device ?? CPU))];
        _means = tensor(Means, device: device).reshape(1, Means.Length, 1, 1).DetachFromDisposeScope();
    }

    /// <summary>Activations of the stem and of the first <paramref name="stages"/> stages.</summary>
    /// <param name="pictures"><c>[N, 3, H, W]</c> RGB in −1…1; stay the caller's.</param>
    /// <param name="stages">1 to 4.</param>
    /// <returns><c>[N, 64, H/2, W/2]</c>, <c>[N, 64, H/4, W/4]</c>, <c>[N, 128, H/8, W/8]</c> …; the caller's scope owns them.</returns>
    public IReadOnlyList<Tensor> Describe(Tensor pictures, int stages)
    {
        using var prepared = ((pictures.flip(1) + 1) * HalfRange) - _means;
        return DescribePrepared(prepared, stages);
    }

    /// <summary>The same of pictures as the network takes them: BGR in 0…255, the means taken away.</summary>
    internal IReadOnlyList<Tensor> DescribePrepared(Tensor prepared, int stages)
    {
        using var scope = NewDisposeScope();
        var layers = new Queue<Layer>(_layers);
        var hidden = layers.Dequeue().Apply(prepared).relu();
        var features = new List<Tensor> { hidden };
        // The graph pads its pooling above and to the left; values are not negative, so zeros do no harm.
        hidden = nn.functional.max_pool2d(nn.functional.pad(hidden, [1, 0, 1, 0]), 3, 2);
        for (var stage = 0; stage < stages; stage++)
        {
            for (var block = 0; block < BlocksInStages[stage]; block++)
            {
                var shortcut = stage > 0 && block == 0 ? layers.Dequeue().Apply(hidden) : hidden;
                var inner = layers.Dequeue().Apply(hidden).relu();
                hidden = (layers.Dequeue().Apply(inner) + shortcut).relu();
            }

            features.Add(hidden);
        }

        features.ForEach(feature => feature.MoveToOuterDisposeScope());
        return features;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _layers.ForEach(layer => layer.Dispose());
        _means.Dispose();
    }

    private sealed class Layer : IDisposable
    {
        private readonly Tensor _weight;
        private readonly Tensor _bias;
        private readonly OnnxConvolution _shape;

        public Layer(OnnxConvolution convolution, Device device)
        {
            _shape = convolution;
            _weight = AlignedTensor.Copy(convolution.Weight, [.. convolution.Shape.Select(size => (long)size)]).to(device).DetachFromDisposeScope();
            _bias = AlignedTensor.Copy(convolution.Bias, [convolution.Bias.Length]).to(device).DetachFromDisposeScope();
        }

        public Tensor Apply(Tensor input)
        {
            var (before, after, stride) = (_shape.PadBefore, _shape.PadAfter, _shape.Stride);
            return before == after
                ? nn.functional.conv2d(input, _weight, _bias, [stride, stride], [before, before])
                : nn.functional.conv2d(nn.functional.pad(input, [before, after, before, after]), _weight, _bias, [stride, stride]);
        }

        public void Dispose()
        {
            _weight.Dispose();
            _bias.Dispose();
        }
    }
}
