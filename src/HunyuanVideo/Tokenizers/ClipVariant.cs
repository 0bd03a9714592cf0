namespace HunyuanVideo.Tokenizers;

/// <summary>The two reference tokenizers of CLIP; they differ on ideographs, control characters and emoji sequences.</summary>
/// <remarks>Source: spec text-encoders §4.3.</remarks>
public enum ClipVariant
{
    /// <summary>The slow one without the package ftfy, which the published pipeline uses.</summary>
    Slow,

    /// <summary>The fast one: keeps control characters and sets no spaces around ideographs.</summary>
    Fast,
}
