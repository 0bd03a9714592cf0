using HunyuanVideo.Tensors;
using HunyuanVideo.Weights;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Weights;

[Collection(CountsAllTensors.Name)]
public sealed class ModuleWeightsTests
{
    private static readonly string[] Keys =
        ["conv.bias", "conv.weight", "gain", "list.0.bias", "list.0.weight", "list.1.weight", "norm.bias", "norm.weight", "steps", "table.weight"];

    [Fact]
    public void Load_copies_and_converts_every_tensor()
    {
        using var folder = new ScratchFolder();
        var path = Write(folder, ScalarType.BFloat16);
        using var net = new Net(CPU);
        using var source = SafetensorsFile.Open(path);

        ModuleWeights.LoadStrict(net, source);

        AssertHolds(net, source);
        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
    }

    [Fact]
    public void Load_reads_float8_as_its_values()
    {
        using var folder = new ScratchFolder();
        var path = folder.WriteSafetensors("a", """{"weight":{"dtype":"F8_E4M3","shape":[1,2],"data_offsets":[0,2]}}""", [0x38, 0xC0]);
        using var linear = nn.Linear(2, 1, hasBias: false);
        using var source = SafetensorsFile.Open(path);

        ModuleWeights.LoadStrict(linear, source);

        Assert.Equal([1f, -2f], linear.weight!.data<float>());
    }

    [Fact]
    public void Load_into_a_module_without_memory_is_refused()
    {
        using var folder = new ScratchFolder();
        using var net = new Net(META);
        using var source = SafetensorsFile.Open(Write(folder, ScalarType.Float32));

        Assert.Contains("use Attach", Assert.Throws<ArgumentException>(() => ModuleWeights.LoadStrict(net, source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_of_every_kind_are_reported_together_before_anything_changes()
    {
        using var folder = new ScratchFolder();
        var path = folder.WriteSafetensors(
            "a",
            """{"bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"more":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},"old":{"dtype":"F32","shape":[1],"data_offsets":[16,20]}}""",
            new byte[20]);
        using var linear = nn.Linear(2, 2);
        using var before = linear.bias!.clone();
        using var source = SafetensorsFile.Open(path);

        var load = Assert.Throws<WeightFormatException>(() => ModuleWeights.LoadStrict(linear, source, key => key == "old"));
        var attach = Assert.Throws<WeightFormatException>(() => ModuleWeights.Attach(linear, source, key => key == "old"));

        Assert.Equal(load.Message, attach.Message);
        Assert.Equal(
            $"{path}: misses 1 (weight); has no use for 1 (more); differs in 1 ('bias' is [3], the config says [2]); the file belongs to another model or configuration.",
            load.Message);
        Assert.True(linear.bias!.eq(before).all().item<bool>());
    }

    [Theory]
    [InlineData("meta")]
    [InlineData("cpu")]
    public void Attached_tensors_have_the_values_types_and_bytes_of_the_file(string device)
    {
        using var folder = new ScratchFolder();
        using var net = new Net(torch.device(device));
        using var source = SafetensorsFile.Open(Write(folder, ScalarType.Float32));

        ModuleWeights.Attach(net, source);

        AssertHolds(net, source);
        Assert.All(net.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.All(net.state_dict(), item =>
        {
            using var mapped = source.Map(item.Key);
            Assert.Equal(AddressOf(mapped), AddressOf(item.Value));
        });
    }

    [Fact]
    public void Network_computes_the_same_with_attached_and_with_copied_weights()
    {
        using var folder = new ScratchFolder();
        using var scope = NewDisposeScope();
        using var copied = new Net(CPU);
        using var attached = new Net(META);
        using var source = SafetensorsFile.Open(Write(folder, ScalarType.Float32));

        ModuleWeights.LoadStrict(copied, source);
        ModuleWeights.Attach(attached, source);

        Assert.Equal(copied.forward(tensor(new long[] { 1, 2 })).data<float>(), attached.forward(tensor(new long[] { 1, 2 })).data<float>());
    }

    [Fact]
    public void File_is_released_with_the_network_and_not_before()
    {
        using var folder = new ScratchFolder();
        var path = Write(folder, ScalarType.Float32);
        var net = new Net(META);
        using (var source = SafetensorsFile.Open(path))
        {
            ModuleWeights.Attach(net, source);
        }

        var attached = MapsOf(path);
        net.Dispose();

        Assert.Equal(OperatingSystem.IsLinux() ? 1 : 0, attached);
        Assert.Equal(0, MapsOf(path));
    }

    [Fact]
    public void Attaching_again_leaves_no_tensor_behind()
    {
        using var folder = new ScratchFolder();
        using var net = new Net(META);
        using var source = SafetensorsFile.Open(Write(folder, ScalarType.Float32));
        ModuleWeights.Attach(net, source);
        var before = Tensor.TotalCount;

        ModuleWeights.Attach(net, source);

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Float8_cannot_be_attached()
    {
        using var folder = new ScratchFolder();
        var path = folder.WriteSafetensors("a", """{"weight":{"dtype":"F8_E4M3","shape":[1,2],"data_offsets":[0,2]}}""", [0x38, 0xC0]);
        using var linear = nn.Linear(2, 1, hasBias: false, device: META);
        using var source = SafetensorsFile.Open(path);

        var fault = Assert.Throws<WeightFormatException>(() => ModuleWeights.Attach(linear, source));

        Assert.Contains("1 tensors are stored as F8_E4M3 (weight)", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Weights for <see cref="Net"/>, from the hash of their names.</summary>
    private static string Write(ScratchFolder folder, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var net = new Net(META);
        Assert.Equal(Keys, ModuleWeights.Export(net).Select(item => item.Key));
        var tensors = ModuleWeights.Export(net)
            .Select(item => KeyValuePair.Create(item.Key, HashTensor.Create(item.Key, item.Value.shape, 0, 1, 5).to(type)))
            .ToList();
        SafetensorsWriter.Write(folder.Join("net.safetensors"), tensors);
        return folder.Join("net.safetensors");
    }

    private static void AssertHolds(nn.Module net, IWeightSource source) => Assert.All(net.state_dict(), item =>
    {
        using var expected = source.ReadAsFloat32(item.Key);
        Assert.True(item.Value.eq(expected).all().item<bool>(), item.Key);
    });

    private static unsafe nint AddressOf(Tensor tensor)
    {
        fixed (byte* start = tensor.bytes)
        {
            return (nint)start;
        }
    }

    /// <summary>How many maps of the file this process has, where the system tells.</summary>
    private static int MapsOf(string path) =>
        OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/maps").Count(line => line.EndsWith(path, StringComparison.Ordinal)) : 0;

    /// <summary>One of each kind of module that holds weights here.</summary>
    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "table")] private readonly Embedding _table;
        [ComponentName(Name = "list")] private readonly ModuleList<Linear> _list;
        [ComponentName(Name = "norm")] private readonly LayerNorm _norm;
        [ComponentName(Name = "conv")] private readonly Conv3d _conv;
        [ComponentName(Name = "gain")] private readonly Parameter _gain;
        [ComponentName(Name = "steps")] private readonly Tensor _steps;

        public Net(Device device) : base(nameof(Net))
        {
            _table = nn.Embedding(4, 8, device: device);
            _list = nn.ModuleList(nn.Linear(8, 8, device: device), nn.Linear(8, 8, hasBias: false, device: device));
            _norm = nn.LayerNorm(8, device: device);
            _conv = nn.Conv3d(2, 2, 1, device: device);
            _gain = new Parameter(empty(8, device: device));
            _steps = empty(8, device: device);
            RegisterComponents();
        }

        public override Tensor forward(Tensor ids)
        {
            using var scope = NewDisposeScope();
            var hidden = (_norm.forward(_list[1].forward(_list[0].forward(_table.forward(ids)))) * _gain) + _steps;   // [2, 8]
            return _conv.forward(hidden.reshape(1, 2, 2, 2, 2)).MoveToOuterDisposeScope();
        }
    }
}
