namespace HunyuanVideo.Transformer;

/// <summary>What turns language model states into text tokens (<c>text_projection</c>). Source: spec text-to-video §2, §4.</summary>
public enum TextProjectionKind
{
    /// <summary>The token refiner; the published choice.</summary>
    SingleRefiner,

    /// <summary>Two linear layers with SiLU, token by token.</summary>
    Linear,
}
