namespace HunyuanVideo.Curation.Picture;

/// <summary>What a block tells about noise.</summary>
/// <param name="Mean">Mean luma.</param>
/// <param name="Variance">Variance of luma: little where the picture is flat.</param>
/// <param name="MedianResponse">Median of the noise filter's response.</param>
internal readonly record struct NoiseOfBlock(float Mean, float Variance, float MedianResponse);
