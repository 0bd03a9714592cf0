namespace HunyuanVideo.Transformer;

/// <summary>Activation of the blocks' MLPs (<c>mlp_act_type</c>). Source: spec text-to-video §2, §3.6.</summary>
public enum MlpActivation
{
    /// <summary>GELU in its tanh form; the published choice.</summary>
    GeluTanh,

    /// <summary>GELU with the error function.</summary>
    Gelu,

    /// <summary>Rectified linear unit.</summary>
    Relu,

    /// <summary>x·sigmoid(x).</summary>
    Silu,
}
