namespace HunyuanVideo.Pipelines;

/// <summary>Which sizes a model can make: VAE compression × patch.</summary>
/// <param name="WidthMultiple">The width is a multiple of this.</param>
/// <param name="HeightMultiple">The height is a multiple of this.</param>
/// <param name="FrameStep">Frames are this times k, plus 1.</param>
public sealed record GenerationLimits(int WidthMultiple, int HeightMultiple, int FrameStep)
{
    /// <summary>The published models'.</summary>
    public static GenerationLimits Published { get; } = new(16, 16, 4);
}
