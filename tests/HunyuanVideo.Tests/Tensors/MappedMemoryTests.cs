using HunyuanVideo.Tensors;
using HunyuanVideo.Tests.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Tensors;

public sealed class MappedMemoryTests
{
    [Fact]
    public void Unaligned_tensor_is_copied_with_its_values()
    {
        using var folder = new ScratchFolder();
        using var memory = MappedMemory.Open(folder.Write("a", [7, .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)]));

        using var tensor = memory.Tensor(1, [2], ScalarType.Float32);

        Assert.Equal([1.5f, -2f], tensor.data<float>());
    }

    [Fact]
    public void Two_tensors_over_the_same_bytes_hold_the_map_until_both_are_gone()
    {
        using var folder = new ScratchFolder();
        var memory = MappedMemory.Open(folder.Write("a", [1, 2, 3, 4]));
        var first = memory.Tensor(0, [4], ScalarType.Byte);
        using var second = memory.Tensor(0, [2, 2], ScalarType.Byte);

        memory.Dispose();
        first.Dispose();

        Assert.Equal<byte>([1, 2, 3, 4], second.data<byte>().ToArray());
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 5)]
    [InlineData(4, 1)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1, long.MaxValue)]
    public void Bytes_outside_the_file_are_refused(long offset, long count)
    {
        using var folder = new ScratchFolder();
        using var memory = MappedMemory.Open(folder.Write("a", [1, 2, 3, 4]));

        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Tensor(offset, [count], ScalarType.Byte));
    }

    [Fact]
    public void Disposed_memory_hands_out_nothing()
    {
        using var folder = new ScratchFolder();
        var memory = MappedMemory.Open(folder.Write("a", [1, 2, 3, 4]));

        memory.Dispose();
        memory.Dispose();

        Assert.Throws<ObjectDisposedException>(() => memory.Tensor(0, [1], ScalarType.Byte));
        Assert.Throws<ObjectDisposedException>(() => memory.Span(0, 1).Length);
    }

    [Fact]
    public void Empty_tensor_needs_no_bytes()
    {
        using var folder = new ScratchFolder();
        using var memory = MappedMemory.Open(folder.Write("a", [1]));

        using var tensor = memory.Tensor(1, [0, 5], ScalarType.Float32);

        Assert.Equal([0L, 5L], tensor.shape);
    }
}
