namespace HunyuanVideo.Synthetic;

/// <summary>The eight colours of things; their sRGB values are in <see cref="Palette"/>. Source: spec product §3.</summary>
public enum ThingColour
{
    /// <summary>220, 40, 40.</summary>
    Red,

    /// <summary>240, 140, 20.</summary>
    Orange,

    /// <summary>245, 220, 50.</summary>
    Yellow,

    /// <summary>40, 170, 70.</summary>
    Green,

    /// <summary>40, 190, 210.</summary>
    Cyan,

    /// <summary>50, 90, 220.</summary>
    Blue,

    /// <summary>150, 60, 190.</summary>
    Purple,

    /// <summary>245, 245, 245.</summary>
    White,
}
