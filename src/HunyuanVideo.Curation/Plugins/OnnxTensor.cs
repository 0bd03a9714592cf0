namespace HunyuanVideo.Curation.Plugins;

/// <summary>Numbers with a shape, row-major.</summary>
/// <param name="Values">All numbers.</param>
/// <param name="Shape">Sizes; their product is the count of numbers.</param>
public sealed record OnnxTensor(float[] Values, int[] Shape);
