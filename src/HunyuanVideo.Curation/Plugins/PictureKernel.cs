namespace HunyuanVideo.Curation.Plugins;

/// <summary>Interpolation; both widen when a picture shrinks, so that no pixel is skipped.</summary>
public enum PictureKernel
{
    /// <summary>Triangle.</summary>
    Bilinear,

    /// <summary>Cubic with a = −0.5.</summary>
    Bicubic,
}
