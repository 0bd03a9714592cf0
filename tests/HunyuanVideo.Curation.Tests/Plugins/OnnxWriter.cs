using System.Buffers.Binary;
using System.Text;

namespace HunyuanVideo.Curation.Tests.Plugins;

/// <summary>Writes small ONNX models: just the fields of the protobuf messages that a graph of a few nodes needs.</summary>
internal sealed class OnnxWriter
{
    private const int Float = 1;
    private const int UInt8 = 2;
    private const int Int64 = 7;
    private const int IntsAttribute = 7;
    private const int IntAttribute = 2;

    private readonly List<byte> _graph = [];

    public OnnxWriter Input(string name, params int[] shape) => Add(11, Value(name, shape));

    /// <summary>An input of unsigned bytes.</summary>
    public OnnxWriter Bytes(string name, params int[] shape) => Add(11, Value(name, shape, UInt8));

    public OnnxWriter Output(string name, params int[] shape) => Add(12, Value(name, shape));

    public OnnxWriter Constant(string name, float[] values, params int[] shape)
    {
        var raw = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * sizeof(float)), values[i]);
        }

        return Add(5, Tensor(name, Float, raw, shape));
    }

    public OnnxWriter Integers(string name, params long[] values)
    {
        var raw = new byte[values.Length * sizeof(long)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(i * sizeof(long)), values[i]);
        }

        return Add(5, Tensor(name, Int64, raw, [values.Length]));
    }

    public OnnxWriter Node(string type, string[] inputs, string output, params (string Name, long[] Values)[] attributes)
    {
        var node = new MemoryStream();
        foreach (var input in inputs)
        {
            Text(node, 1, input);
        }

        Text(node, 2, output);
        Text(node, 4, type);
        foreach (var (name, values) in attributes)
        {
            var attribute = new MemoryStream();
            Text(attribute, 1, name);
            var isOne = name is "keepdims" or "to";
            foreach (var value in values)
            {
                Number(attribute, isOne ? 3 : 8, value);
            }

            Number(attribute, 20, isOne ? IntAttribute : IntsAttribute);
            Message(node, 5, attribute);
        }

        return Add(1, node);
    }

    public byte[] Model()
    {
        var graph = new MemoryStream();
        graph.Write([.. _graph]);
        Text(graph, 2, "test");
        var opset = new MemoryStream();
        Text(opset, 1, "");
        Number(opset, 2, 13);
        var model = new MemoryStream();
        Number(model, 1, 8);
        Message(model, 7, graph);
        Message(model, 8, opset);
        return model.ToArray();
    }

    private OnnxWriter Add(int field, MemoryStream message)
    {
        var bytes = new MemoryStream();
        Message(bytes, field, message);
        _graph.AddRange(bytes.ToArray());
        return this;
    }

    private static MemoryStream Value(string name, int[] shape, int type = Float)
    {
        var dimensions = new MemoryStream();
        foreach (var size in shape)
        {
            var dimension = new MemoryStream();
            if (size > 0)
            {
                Number(dimension, 1, size);
            }
            else
            {
                Text(dimension, 2, $"free{-size}");
            }

            Message(dimensions, 1, dimension);
        }

        var tensor = new MemoryStream();
        Number(tensor, 1, type);
        Message(tensor, 2, dimensions);
        var kind = new MemoryStream();
        Message(kind, 1, tensor);
        var value = new MemoryStream();
        Text(value, 1, name);
        Message(value, 2, kind);
        return value;
    }

    private static MemoryStream Tensor(string name, int type, byte[] raw, int[] shape)
    {
        var tensor = new MemoryStream();
        foreach (var size in shape)
        {
            Number(tensor, 1, size);
        }

        Number(tensor, 2, type);
        Text(tensor, 8, name);
        Message(tensor, 9, new MemoryStream(raw));
        return tensor;
    }

    private static void Number(MemoryStream target, int field, long value)
    {
        Varint(target, (ulong)field << 3);
        Varint(target, (ulong)value);
    }

    private static void Text(MemoryStream target, int field, string text) => Message(target, field, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static void Message(MemoryStream target, int field, MemoryStream message)
    {
        Varint(target, ((ulong)field << 3) | 2);
        Varint(target, (ulong)message.Length);
        target.Write(message.ToArray());
    }

    private static void Varint(MemoryStream target, ulong value)
    {
        for (; value > 127; value >>= 7)
        {
            target.WriteByte((byte)(value | 128));
        }

        target.WriteByte((byte)value);
    }
}
