using HunyuanVideo.Evaluation;
using HunyuanVideo.Random;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Evaluation;

public sealed class ResNetFeaturesTests
{
    private const int Side = 224;

    [Fact]
    public void The_last_features_are_those_of_ONNX_Runtime()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var pixels = new float[3 * Side * Side];
        Philox.For(1, "pixels").FillNormal(pixels);
        var prepared = pixels.Select(value => value * 50).ToArray();
        using var network = new ResNetFeatures(ResNetFeatures.ShippedPath);
        using var runtime = new InferenceSession(ResNetFeatures.ShippedPath);

        var last = network.DescribePrepared(tensor(prepared, [1, 3, Side, Side]), 4)[^1].mean([2, 3]).squeeze(0);      // [512]
        using var results = runtime.Run([NamedOnnxValue.CreateFromTensor("Input247", new DenseTensor<float>(prepared, [1, 3, Side, Side]))]);
        var expected = tensor(results[0].AsTensor<float>().ToArray());

        Assert.InRange((last - expected).abs().max().ToDouble(), 0, 1e-4 * Math.Max(1, expected.abs().max().ToDouble()));
        Assert.True(expected.abs().max().ToDouble() > 0.1);
    }

    [Fact]
    public void A_clip_is_at_no_distance_from_itself_and_farther_from_a_worse_copy()
    {
        using var scope = NewDisposeScope();
        using var distance = new PerceptualDistance(ResNetFeatures.ShippedPath);
        var (values, noise) = (new float[3 * 5 * 64 * 64], new float[3 * 5 * 64 * 64]);
        Philox.For(2, "video").FillNormal(values);
        Philox.For(3, "noise").FillNormal(noise);
        var shape = new long[] { 1, 3, 5, 64, 64 };
        var video = nn.functional.avg_pool3d(tensor(values, shape), [1, 9, 9], stride: [1, 1, 1], padding: [0, 4, 4]) * 4;
        var disturbance = tensor(noise, shape);

        Assert.Equal(0, distance.Between(video, video).ToDouble(), 1e-6);
        Assert.True(distance.Between(video + (disturbance * 0.05), video).ToDouble() < distance.Between(video + (disturbance * 0.3), video).ToDouble());
    }

    [Fact]
    public void Gradients_reach_the_pictures()
    {
        using var scope = NewDisposeScope();
        using var distance = new PerceptualDistance(ResNetFeatures.ShippedPath);
        var video = zeros([1, 3, 1, 32, 32], requires_grad: true);

        distance.Between(video, ones([1, 3, 1, 32, 32]).triu()).backward();

        Assert.True(video.grad!.abs().sum().ToDouble() > 0);
    }
}
