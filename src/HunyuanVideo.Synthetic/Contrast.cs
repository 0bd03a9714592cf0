namespace HunyuanVideo.Synthetic;

/// <summary>In what the scenes of a <see cref="ContrastGroups">group</see> differ.</summary>
public enum Contrast
{
    /// <summary>The thing's shape.</summary>
    Shape,

    /// <summary>What the thing does.</summary>
    Motion,

    /// <summary>The thing's colour.</summary>
    Colour,

    /// <summary>The background's colour.</summary>
    Background,
}
