namespace HunyuanVideo.Curation.Plugins;

/// <summary>A frame as a DOVER model sees it, before normalisation.</summary>
/// <param name="Whole">[H, W, 3] values of 0…255 of the whole picture.</param>
/// <param name="Patches">The same of patches cut at native size.</param>
public sealed record DoverFrame(float[] Whole, float[] Patches);
