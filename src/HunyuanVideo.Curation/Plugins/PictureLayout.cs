namespace HunyuanVideo.Curation.Plugins;

/// <summary>Order of a model's input: N pictures or clips, T frames, C colours, H rows, W columns.</summary>
public enum PictureLayout
{
    /// <summary>Pictures, colours first.</summary>
    Nchw,

    /// <summary>Pictures, colours last.</summary>
    Nhwc,

    /// <summary>Clips, frames before colours.</summary>
    Ntchw,

    /// <summary>Clips, colours before frames.</summary>
    Ncthw,

    /// <summary>Clips, colours last.</summary>
    Nthwc,
}
