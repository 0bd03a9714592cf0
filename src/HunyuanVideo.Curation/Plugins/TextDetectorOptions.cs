namespace HunyuanVideo.Curation.Plugins;

/// <summary>Numbers behind the plug-in that finds text. Source: spec curation §4 S6.</summary>
public sealed record TextDetectorOptions
{
    /// <summary>Longest side of the model's input.</summary>
    public int LongestSide { get; init; } = 960;

    /// <summary>Both sides are multiples of this.</summary>
    public int Multiple { get; init; } = 32;

    /// <summary>Value of the map from which a pixel is text.</summary>
    public float MapThreshold { get; init; } = 0.3f;

    /// <summary>Least mean of the map inside a box.</summary>
    public float BoxThreshold { get; init; } = 0.6f;

    /// <summary>The model sees shrunken text: a box grows by area · this / circumference on each side.</summary>
    public double Unclip { get; init; } = 1.5;

    /// <summary>Least side of a box in pixels of the map.</summary>
    public int LeastSide { get; init; } = 3;

    /// <summary>Most boxes of a picture, largest first.</summary>
    public int MostBoxes { get; init; } = 1000;
}
