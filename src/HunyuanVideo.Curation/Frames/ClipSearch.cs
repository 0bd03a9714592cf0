namespace HunyuanVideo.Curation.Frames;

/// <summary>How the frames of a clip are found.</summary>
public enum ClipSearch
{
    /// <summary>By their time stamps, from the key frame before them.</summary>
    Seek,

    /// <summary>By their time stamps, from the source's beginning.</summary>
    FromStart,

    /// <summary>By counting from the source's beginning: time stamps are of no use.</summary>
    ByNumber,
}
