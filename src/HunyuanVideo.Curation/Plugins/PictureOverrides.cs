namespace HunyuanVideo.Curation.Plugins;

/// <summary>The part <c>picture</c> of <c>plugin.json</c>: fields of <see cref="PictureFormat"/> that differ from the kind's default.</summary>
public sealed record PictureOverrides
{
    /// <summary>See <see cref="PictureFormat.Width"/>.</summary>
    public int? Width { get; init; }

    /// <summary>See <see cref="PictureFormat.Height"/>.</summary>
    public int? Height { get; init; }

    /// <summary>See <see cref="PictureFormat.Frames"/>.</summary>
    public int? Frames { get; init; }

    /// <summary>See <see cref="PictureFormat.Layout"/>.</summary>
    public PictureLayout? Layout { get; init; }

    /// <summary>See <see cref="PictureFormat.Bgr"/>.</summary>
    public bool? Bgr { get; init; }

    /// <summary>See <see cref="PictureFormat.Scale"/>.</summary>
    public double? Scale { get; init; }

    /// <summary>See <see cref="PictureFormat.Mean"/>.</summary>
    public IReadOnlyList<double>? Mean { get; init; }

    /// <summary>See <see cref="PictureFormat.Std"/>.</summary>
    public IReadOnlyList<double>? Std { get; init; }

    /// <summary>See <see cref="PictureFormat.Fit"/>.</summary>
    public PictureFit? Fit { get; init; }

    /// <summary>See <see cref="PictureFormat.Kernel"/>.</summary>
    public PictureKernel? Kernel { get; init; }

    /// <summary>See <see cref="PictureFormat.Padding"/>.</summary>
    public double? Padding { get; init; }
}
