namespace HunyuanVideo.Training.Recipes;

/// <summary>Updates on cuts of one size.</summary>
/// <param name="Steps">How many.</param>
/// <param name="Batch">Cuts per update.</param>
/// <param name="Crop">Side of the square cut, in pixels.</param>
/// <param name="Frames">Frames of the cut, 4k+1; 1 trains on images.</param>
/// <param name="Mosaic">Each example is put together of four clips around a random point, so that every part of the picture tells something.</param>
public sealed record VaePhase(int Steps, int Batch, int Crop, int Frames, bool Mosaic = false);
