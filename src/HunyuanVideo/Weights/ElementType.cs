using System.Collections.Frozen;
using static TorchSharp.torch;

namespace HunyuanVideo.Weights;

/// <summary>An element type of a weight file. Source: spec layouts §2.1.</summary>
/// <param name="Name">Its name in a safetensors header.</param>
/// <param name="Size">Bytes of one element.</param>
/// <param name="ScalarType">The libtorch type over the same bytes.</param>
/// <param name="IsExact">False where libtorch for .NET lacks the type and <paramref name="ScalarType"/> only has its size.</param>
public sealed record ElementType(string Name, int Size, ScalarType ScalarType, bool IsExact)
{
    private static readonly ElementType[] All =
    [
        new("F64", 8, ScalarType.Float64, true),
        new("I64", 8, ScalarType.Int64, true),
        new("F32", 4, ScalarType.Float32, true),
        new("I32", 4, ScalarType.Int32, true),
        new("F16", 2, ScalarType.Float16, true),
        new("BF16", 2, ScalarType.BFloat16, true),
        new("I16", 2, ScalarType.Int16, true),
        new("I8", 1, ScalarType.Int8, true),
        new("U8", 1, ScalarType.Byte, true),
        new("BOOL", 1, ScalarType.Bool, true),
        new("U64", 8, ScalarType.Int64, false),
        new("U32", 4, ScalarType.Int32, false),
        new("U16", 2, ScalarType.Int16, false),
        new("F8_E4M3", 1, ScalarType.Byte, false),
        new("F8_E5M2", 1, ScalarType.Byte, false),
    ];

    private static readonly FrozenDictionary<string, ElementType> ByName = All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type called <paramref name="name"/> in a header, or null.</summary>
    public static ElementType? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The type that stores <paramref name="scalarType"/>.</summary>
    /// <exception cref="ArgumentException">No file type stores it (complex numbers).</exception>
    public static ElementType Of(ScalarType scalarType) =>
        Array.Find(All, type => type.IsExact && type.ScalarType == scalarType)
        ?? throw new ArgumentException($"{scalarType} cannot be stored in a weight file.", nameof(scalarType));
}
