using HunyuanVideo.Tensors;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Tensors;

public sealed class RgbFramesTests
{
    [Fact]
    public void Every_byte_survives_the_way_to_a_tensor_and_back()
    {
        using var scope = NewDisposeScope();
        var bytes = Enumerable.Range(0, 16 * 16 * 3).Select(i => (byte)(i % 256)).ToArray();

        var video = RgbFrames.ToVideo([bytes, bytes], 16, 16);

        Assert.Equal([1, 3, 2, 16, 16], video.shape);
        Assert.Equal(bytes, RgbFrames.ToBytes(video[0].select(1, 1)));
    }

    [Fact]
    public void Values_beyond_the_range_are_clamped()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([0, 255, 128], RgbFrames.ToBytes(tensor([-3f, 7f, 0f], [3, 1, 1])));
    }
}
