namespace HunyuanVideo.Curation.Stages;

/// <summary>What became of the lines of a work list; they sum to <see cref="Lines"/>.</summary>
/// <param name="Lines">Lines read.</param>
/// <param name="Added">Answers that are new.</param>
/// <param name="Known">Answers that were there already.</param>
/// <param name="Open">Lines that nobody has answered yet.</param>
public sealed record AnnotationReport(int Lines, int Added, int Known, int Open);
