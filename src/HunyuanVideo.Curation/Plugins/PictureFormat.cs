namespace HunyuanVideo.Curation.Plugins;

/// <summary>
/// How a plug-in's model takes pictures: value = (x · <see cref="Scale"/> − mean) / std with x in 0…255. Each kind of
/// plug-in has its own default; <c>plugin.json</c> may override any field.
/// </summary>
public sealed record PictureFormat
{
    /// <summary>Columns; 0 = free.</summary>
    public int Width { get; init; }

    /// <summary>Rows; 0 = free.</summary>
    public int Height { get; init; }

    /// <summary>Frames of a clip; 1 for pictures.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Order of the numbers.</summary>
    public PictureLayout Layout { get; init; }

    /// <summary>Blue first instead of red first.</summary>
    public bool Bgr { get; init; }

    /// <summary>1/255 for models that take 0…1, 1 for those that take 0…255.</summary>
    public double Scale { get; init; } = 1.0 / 255;

    /// <summary>Per colour, in the model's order; empty = 0.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [];

    /// <summary>Per colour, in the model's order; empty = 1.</summary>
    public IReadOnlyList<double> Std { get; init; } = [];

    /// <summary>How the size is reached.</summary>
    public PictureFit Fit { get; init; }

    /// <summary>Interpolation.</summary>
    public PictureKernel Kernel { get; init; }

    /// <summary>Grey level, 0…255, around a padded picture.</summary>
    public double Padding { get; init; }

    /// <summary>The format with the fields that a plug-in overrides.</summary>
    public PictureFormat With(PictureOverrides? overrides) => overrides is null ? this : this with
    {
        Width = overrides.Width ?? Width,
        Height = overrides.Height ?? Height,
        Frames = overrides.Frames ?? Frames,
        Layout = overrides.Layout ?? Layout,
        Bgr = overrides.Bgr ?? Bgr,
        Scale = overrides.Scale ?? Scale,
        Mean = overrides.Mean ?? Mean,
        Std = overrides.Std ?? Std,
        Fit = overrides.Fit ?? Fit,
        Kernel = overrides.Kernel ?? Kernel,
        Padding = overrides.Padding ?? Padding,
    };
}
