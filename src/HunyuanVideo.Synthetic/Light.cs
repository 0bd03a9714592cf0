namespace HunyuanVideo.Synthetic;

/// <summary>How the picture is lit.</summary>
public enum Light
{
    /// <summary>The same everywhere, always.</summary>
    Even,

    /// <summary>Dark corners.</summary>
    Vignette,

    /// <summary>Bright and dim in turn.</summary>
    Flicker,
}
