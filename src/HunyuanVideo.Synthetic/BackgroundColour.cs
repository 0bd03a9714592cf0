namespace HunyuanVideo.Synthetic;

/// <summary>The six colours of backgrounds; their sRGB values are in <see cref="Palette"/>. Source: spec product §3.</summary>
public enum BackgroundColour
{
    /// <summary>20, 20, 20.</summary>
    Black,

    /// <summary>120, 120, 120.</summary>
    Gray,

    /// <summary>245, 245, 245.</summary>
    White,

    /// <summary>50, 90, 220.</summary>
    Blue,

    /// <summary>40, 170, 70.</summary>
    Green,

    /// <summary>245, 220, 50.</summary>
    Yellow,
}
