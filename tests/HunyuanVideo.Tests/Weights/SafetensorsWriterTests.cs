using CsCheck;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Weights;

public sealed class SafetensorsWriterTests
{
    private static readonly ScalarType[] Storable =
    [
        ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32,
        ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
    ];

    private static readonly Gen<(ScalarType Type, long[] Shape)[]> Lists =
        Gen.Select(Gen.Int[0, Storable.Length - 1].Select(i => Storable[i]), Gen.Long[0, 3].Array[0, 4]).Array[0, 6];

    [Fact]
    public void What_is_written_is_read_back_in_type_shape_and_value()
    {
        using var folder = new ScratchFolder();
        Lists.Sample(
            list =>
            {
                using var scope = NewDisposeScope();
                var tensors = list.Select((item, i) => KeyValuePair.Create($"t.{i}.é\"", arange(item.Shape.Aggregate(1L, (a, b) => a * b)).reshape(item.Shape).to(item.Type))).ToList();
                SafetensorsWriter.Write(folder.Join("a.safetensors"), tensors, new Dictionary<string, string> { ["note"] = "ü" });

                using var file = SafetensorsFile.Open(folder.Join("a.safetensors"));
                return file.Metadata["note"] == "ü" && file.Keys.Count == tensors.Count && tensors.All(item =>
                    file.Map(item.Key) is var read && read.dtype == item.Value.dtype && read.shape.SequenceEqual(item.Value.shape) && read.eq(item.Value).all().item<bool>());
            },
            iter: 15,   // each one waits for the disk
            threads: 1);
    }

    [Fact]
    public void Same_tensors_give_the_same_bytes_and_aligned_data()
    {
        using var folder = new ScratchFolder();
        using var tensor = ones(3);
        var paths = new[] { folder.Join("a"), folder.Join("b") };

        Array.ForEach(paths, path => SafetensorsWriter.Write(path, [KeyValuePair.Create("x", tensor)]));

        Assert.Equal(File.ReadAllBytes(paths[0]), File.ReadAllBytes(paths[1]));
        using var file = SafetensorsFile.Open(paths[0]);
        Assert.Equal(0, file.Entries[0].Offset % 8);
    }

    [Fact]
    public void View_is_written_in_the_order_of_its_axes()
    {
        using var folder = new ScratchFolder();
        using var tensor = arange(6).reshape(2, 3);
        using var turned = tensor.t();

        SafetensorsWriter.Write(folder.Join("a"), [KeyValuePair.Create("x", turned)]);

        using var file = SafetensorsFile.Open(folder.Join("a"));
        using var read = file.Map("x");
        Assert.Equal([0L, 3L, 1L, 4L, 2L, 5L], read.data<long>());
    }

    [Fact]
    public void Key_used_twice_is_refused_and_leaves_nothing_behind()
    {
        using var folder = new ScratchFolder();
        using var tensor = ones(1);
        using var complex = zeros(1, ScalarType.ComplexFloat32);

        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder.Join("a"), [KeyValuePair.Create("x", tensor), KeyValuePair.Create("x", tensor)]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder.Join("a"), [KeyValuePair.Create("__metadata__", tensor)]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder.Join("a"), [KeyValuePair.Create("x", complex)]));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
