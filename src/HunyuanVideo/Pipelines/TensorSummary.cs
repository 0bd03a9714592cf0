namespace HunyuanVideo.Pipelines;

/// <summary>One tensor of a weight file or of a network, without its values.</summary>
/// <param name="Key">The published key.</param>
/// <param name="Type">Name of its element type: <c>BF16</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Parameters">Its elements.</param>
/// <param name="Bytes">What they take in this type.</param>
public sealed record TensorSummary(string Key, string Type, IReadOnlyList<long> Shape, long Parameters, long Bytes);
