namespace HunyuanVideo.Training.Recipes;

/// <summary>Updates on cuts of one size.</summary>
/// <param name="Steps">How many.</param>
/// <param name="Batch">Cuts per update.</param>
/// <param name="Crop">Side of the square cut, in pixels.</param>
/// <param name="Frames">Frames of the cut, 4k+1; 1 trains on images.</param>
/// <param name="Mosaic">Each example is put together of four clips around a random point, so that every part of the picture tells something.</param>
/// <param name="ImageShare">Share of updates on single frames instead; the paper's mixture of 4 to 1 is 0.8.</param>
/// <param name="ImageBatch">Cuts of an update on single frames.</param>
/// <param name="MostStride">Frames are taken every 1 to this many, drawn anew for each cut, so that fast motion is learned.</param>
public sealed record VaePhase(
    int Steps, int Batch, int Crop, int Frames, bool Mosaic = false, double ImageShare = 0, int ImageBatch = 8, int MostStride = 1);
