namespace HunyuanVideo.Training.Recipes;

/// <summary>Updates of one stage of the curriculum.</summary>
/// <param name="Steps">How many.</param>
/// <param name="Batch">Clips of a video update.</param>
/// <param name="ImageBatch">Pictures of an image update.</param>
/// <param name="ImageShare">Share of updates on pictures; 1 is image pre-training.</param>
/// <param name="Shift">Shift of the noise levels towards noise.</param>
/// <param name="Size">Side of the square clips, in pixels; null is the recipe's.</param>
/// <param name="Frames">Frames of a clip, 4k+1; null is the recipe's.</param>
public sealed record TransformerPhase(int Steps, int Batch, int ImageBatch, double ImageShare, double Shift, int? Size = null, int? Frames = null);
