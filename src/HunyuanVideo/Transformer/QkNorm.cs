namespace HunyuanVideo.Transformer;

/// <summary>Norm of queries and keys over the head width. Source: spec text-to-video §2, §3.4.</summary>
public enum QkNorm
{
    /// <summary>No norm and no keys (<c>qk_norm: false</c>).</summary>
    None,

    /// <summary>RMSNorm with a scale (<c>qk_norm_type: rms</c>); the published choice.</summary>
    Rms,

    /// <summary>LayerNorm with scale and shift (<c>qk_norm_type: layer</c>).</summary>
    Layer,
}
