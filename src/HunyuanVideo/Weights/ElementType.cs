using System.Collections.Frozen;
using static TorchSharp.torch;

namespace HunyuanVideo.Weights;

/// <summary>An element type of a weight file. Source: spec layouts §2.1.</summary>
public sealed record ElementType
{
    private static readonly ElementType[] All =
    [
        new("F64", 64, ScalarType.Float64),
        new("I64", 64, ScalarType.Int64),
        new("F32", 32, ScalarType.Float32),
        new("I32", 32, ScalarType.Int32),
        new("F16", 16, ScalarType.Float16),
        new("BF16", 16, ScalarType.BFloat16),
        new("I16", 16, ScalarType.Int16),
        new("I8", 8, ScalarType.Int8),
        new("U8", 8, ScalarType.Byte),
        new("BOOL", 8, ScalarType.Bool),
        new("U64", 64, null),
        new("U32", 32, null),
        new("U16", 16, null),
        new("F8_E4M3", 8, null),
        new("F8_E5M2", 8, null),
        new("C64", 64, null, isWeight: false),
        new("F8_E8M0", 8, null, isWeight: false),
        new("F8_E4M3FNUZ", 8, null, isWeight: false),
        new("F8_E5M2FNUZ", 8, null, isWeight: false),
        new("F6_E2M3", 6, null, isWeight: false),
        new("F6_E3M2", 6, null, isWeight: false),
        new("F4", 4, null, isWeight: false),
    ];

    private static readonly FrozenDictionary<string, ElementType> ByName = All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    private ElementType(string name, int bits, ScalarType? tensorType, bool isWeight = true) =>
        (Name, Bits, TensorType, IsWeight) = (name, bits, tensorType, isWeight);

    /// <summary>8-bit floats with 4 exponent and 3 fraction bits.</summary>
    public static ElementType Float8 => ByName["F8_E4M3"];

    /// <summary>Its name in a safetensors header: <c>BF16</c>, <c>F8_E4M3</c> ….</summary>
    public string Name { get; }

    /// <summary>Bits of one element.</summary>
    public int Bits { get; }

    /// <summary>The libtorch type of the same values, or null where libtorch for .NET has none (float8, unsigned).</summary>
    public ScalarType? TensorType { get; }

    /// <summary>Whether its values can be read; false for the types that are known by name but refused as weights.</summary>
    public bool IsWeight { get; }

    /// <summary>The type called <paramref name="name"/> in a header, or null.</summary>
    public static ElementType? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The type that stores <paramref name="scalarType"/>.</summary>
    /// <exception cref="ArgumentException">No file type stores it (complex numbers).</exception>
    public static ElementType Of(ScalarType scalarType) =>
        Array.Find(All, type => type.TensorType == scalarType)
        ?? throw new ArgumentException($"{scalarType} cannot be stored in a weight file.", nameof(scalarType));

    /// <summary>Bytes of <paramref name="count"/> elements, or null when their bits do not fill whole bytes.</summary>
    /// <exception cref="OverflowException">More bytes than a 64-bit length can say.</exception>
    public long? BytesOf(long count)
    {
        var bits = (Int128)count * Bits;
        return bits % 8 == 0 ? checked((long)(bits / 8)) : null;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
