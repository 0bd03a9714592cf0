namespace HunyuanVideo.Pipelines;

/// <summary>Which sizes a model can make.</summary>
/// <param name="SizeMultiple">Width and height are multiples of this: VAE compression × patch.</param>
/// <param name="FrameStep">Frames are this times k, plus 1.</param>
public sealed record GenerationLimits(int SizeMultiple, int FrameStep);
