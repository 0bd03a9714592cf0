using System.Runtime.InteropServices;
using Google.Protobuf;

namespace HunyuanVideo.Weights;

/// <summary>Nodes and stored tensors of an ONNX model.</summary>
internal sealed class OnnxGraph
{
    private OnnxGraph(List<OnnxNode> nodes, Dictionary<string, OnnxTensor> tensors) => (Nodes, Tensors) = (nodes, tensors);

    /// <summary>In the order of the file, which is one of execution.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; }

    /// <summary>The initialisers by name.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> Tensors { get; }

    /// <exception cref="InvalidProtocolBufferException">The stream holds no such message.</exception>
    public static OnnxGraph Read(Stream stream)
    {
        const int GraphField = 7;
        const int NodeField = 1;
        const int InitializerField = 5;
        var (nodes, tensors) = (new List<OnnxNode>(), new Dictionary<string, OnnxTensor>(StringComparer.Ordinal));
        Fields(new CodedInputStream(stream), GraphField, graph =>
        {
            var content = graph.ReadBytes();
            Fields(content.CreateCodedInput(), NodeField, input => nodes.Add(ReadNode(input.ReadBytes())));
            Fields(content.CreateCodedInput(), InitializerField, input =>
            {
                var (name, tensor) = ReadTensor(input.ReadBytes());
                tensors[name] = tensor;
            });
        });
        return new OnnxGraph(nodes, tensors);
    }

    private static OnnxNode ReadNode(ByteString content)
    {
        var (inputs, outputs, name) = (new List<string>(), new List<string>(), "");
        var (integers, floats) = (new Dictionary<string, long[]>(StringComparer.Ordinal), new Dictionary<string, float>(StringComparer.Ordinal));
        var node = content.CreateCodedInput();
        while (node.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    inputs.Add(node.ReadString());
                    break;
                case 2:
                    outputs.Add(node.ReadString());
                    break;
                case 4:
                    name = node.ReadString();
                    break;
                case 5:
                    ReadAttribute(node.ReadBytes(), integers, floats);
                    break;
                default:
                    node.SkipLastField();
                    break;
            }
        }

        return new OnnxNode(name, inputs, outputs, integers, floats);
    }

    private static void ReadAttribute(ByteString content, Dictionary<string, long[]> integers, Dictionary<string, float> floats)
    {
        var (name, values) = ("", new List<long>());
        float? number = null;
        var attribute = content.CreateCodedInput();
        while (attribute.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    name = attribute.ReadString();
                    break;
                case 2:
                    number = attribute.ReadFloat();
                    break;
                case 8:
                    values.AddRange(ReadIntegers(attribute, tag));
                    break;
                default:
                    attribute.SkipLastField();
                    break;
            }
        }

        integers[name] = [.. values];
        if (number is { } value)
        {
            floats[name] = value;
        }
    }

    private static (string Name, OnnxTensor Tensor) ReadTensor(ByteString content)
    {
        const uint FloatType = 1;
        var (shape, name, type, bytes) = (new List<long>(), "", 0u, ByteString.Empty);
        var tensor = content.CreateCodedInput();
        while (tensor.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    shape.AddRange(ReadIntegers(tensor, tag));
                    break;
                case 2:
                    type = tensor.ReadUInt32();
                    break;
                case 8:
                    name = tensor.ReadString();
                    break;
                case 4 or 9 when WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited:     // float_data (packed) or raw_data
                    bytes = tensor.ReadBytes();
                    break;
                default:
                    tensor.SkipLastField();
                    break;
            }
        }

        var values = type == FloatType ? MemoryMarshal.Cast<byte, float>(bytes.Span).ToArray() : [];
        return type == FloatType && values.Length != shape.Aggregate(1L, (product, size) => product * size)
            ? throw new IOException($"tensor '{name}' has {values.Length} values, not those of its shape [{string.Join(", ", shape)}]")
            : (name, new OnnxTensor([.. shape.Select(size => (int)size)], values));
    }

    private static List<long> ReadIntegers(CodedInputStream input, uint tag)
    {
        if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint)
        {
            return [input.ReadInt64()];
        }

        var (packed, values) = (input.ReadBytes().CreateCodedInput(), new List<long>());
        while (!packed.IsAtEnd)
        {
            values.Add(packed.ReadInt64());
        }

        return values;
    }

    /// <summary>Hands every field of number <paramref name="wanted"/> to <paramref name="read"/> and skips the others.</summary>
    private static void Fields(CodedInputStream message, int wanted, Action<CodedInputStream> read)
    {
        while (message.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == wanted)
            {
                read(message);
            }
            else
            {
                message.SkipLastField();
            }
        }
    }
}

/// <summary>One operation.</summary>
/// <param name="Operator">Its ONNX name, for example <c>Conv</c>.</param>
/// <param name="Inputs">Names of what it takes.</param>
/// <param name="Outputs">Names of what it gives.</param>
/// <param name="Integers">Attributes that are lists of integers.</param>
/// <param name="Floats">Attributes that are one number.</param>
internal sealed record OnnxNode(
    string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, long[]> Integers, IReadOnlyDictionary<string, float> Floats);

/// <summary>A stored float32 tensor.</summary>
/// <param name="Shape">Sizes, slowest first.</param>
/// <param name="Values">Values; none for other types.</param>
internal sealed record OnnxTensor(int[] Shape, float[] Values);
