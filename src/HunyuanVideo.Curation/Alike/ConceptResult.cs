namespace HunyuanVideo.Curation.Alike;

/// <summary>Concepts of a pool.</summary>
/// <param name="Concepts">One row per concept, by number.</param>
/// <param name="Members">One row per clip, by clip id.</param>
/// <param name="Cost">Mean of 1 − cosine to the own centroid.</param>
/// <param name="Passes">Passes over the pool.</param>
public sealed record ConceptResult(IReadOnlyList<ConceptRow> Concepts, IReadOnlyList<ConceptOfRow> Members, double Cost, int Passes);
