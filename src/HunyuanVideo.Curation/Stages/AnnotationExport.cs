using System.Collections.Immutable;

namespace HunyuanVideo.Curation.Stages;

/// <summary>What a work list holds.</summary>
/// <param name="Clips">Its lines.</param>
/// <param name="WithoutPicture">The clips of which no preview was there, in the order of the list.</param>
public sealed record AnnotationExport(int Clips, ImmutableArray<string> WithoutPicture);
