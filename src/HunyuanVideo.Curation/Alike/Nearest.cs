namespace HunyuanVideo.Curation.Alike;

/// <summary>The two nearest centroids of a vector.</summary>
/// <param name="Concept">The nearest; of equals the lower number.</param>
/// <param name="Similarity">Its cosine.</param>
/// <param name="Second">Cosine of the second nearest.</param>
internal readonly record struct Nearest(int Concept, float Similarity, float Second);
