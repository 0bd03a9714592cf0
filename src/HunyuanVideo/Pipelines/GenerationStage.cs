namespace HunyuanVideo.Pipelines;

/// <summary>What a pipeline is doing.</summary>
public enum GenerationStage
{
    /// <summary>Hashing model files for the record; counted in files.</summary>
    Hashing,

    /// <summary>Turning prompts into text states; counted in texts.</summary>
    EncodingText,

    /// <summary>Sampling latents; counted in steps.</summary>
    Sampling,

    /// <summary>Turning latents into pixels; counted in frames.</summary>
    Decoding,
}
