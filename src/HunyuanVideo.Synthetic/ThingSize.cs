namespace HunyuanVideo.Synthetic;

/// <summary>Radius of a thing as a share of the shorter side of the frame; see <see cref="Thing.Radius"/>.</summary>
public enum ThingSize
{
    /// <summary>1/9.</summary>
    Small,

    /// <summary>1/6.</summary>
    Medium,

    /// <summary>2/9.</summary>
    Large,
}
