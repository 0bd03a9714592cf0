namespace HunyuanVideo.Vae;

/// <summary>Whose numbers a tiling follows; part of the identity of a result. Source: spec vae §8.2.</summary>
public enum VaeTileGeometry
{
    /// <summary>The original release: overlap of a quarter, tile sizes from the configuration.</summary>
    Tencent,

    /// <summary>The Hugging Face port: tile and stride given apart; an encoded picture is cropped to whole latents.</summary>
    Diffusers,
}
