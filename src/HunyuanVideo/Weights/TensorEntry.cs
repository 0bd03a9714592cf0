namespace HunyuanVideo.Weights;

/// <summary>One tensor of a weight file, as its header describes it.</summary>
/// <param name="Key">Name in the file.</param>
/// <param name="Type">Stored element type.</param>
/// <param name="Shape">Sizes of the axes; empty for a scalar.</param>
/// <param name="Offset">First byte, counted from the start of the file.</param>
/// <param name="Bytes">Length in bytes.</param>
public sealed record TensorEntry(string Key, ElementType Type, IReadOnlyList<long> Shape, long Offset, long Bytes)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}
