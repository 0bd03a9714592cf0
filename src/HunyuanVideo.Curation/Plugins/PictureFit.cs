namespace HunyuanVideo.Curation.Plugins;

/// <summary>How a picture is brought to a model's size.</summary>
public enum PictureFit
{
    /// <summary>Both sides scaled on their own.</summary>
    Stretch,

    /// <summary>The shorter side scaled to the model's, the middle cut out.</summary>
    Crop,

    /// <summary>The longer side scaled to the model's, placed at the top left, the rest filled.</summary>
    Pad,
}
