namespace HunyuanVideo.Curation.Materialise;

/// <summary>How the pictures of a clip are stored in a shard. Stills are always PNG.</summary>
public enum FrameStorage
{
    /// <summary>H.264 in mp4.</summary>
    H264,

    /// <summary>RGB bytes, frames × height × width × 3, without loss and without compression.</summary>
    Raw,

    /// <summary>PNG pictures in Matroska, without loss.</summary>
    Png,
}
