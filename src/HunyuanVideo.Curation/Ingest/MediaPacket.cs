namespace HunyuanVideo.Curation.Ingest;

/// <summary>A coded picture, or a part of one, as the container lists it.</summary>
/// <param name="Pts">When it is shown; null where the container does not say.</param>
/// <param name="Bytes">Coded size.</param>
/// <param name="IsKey">Decoding can begin here.</param>
/// <param name="IsHidden">Decoded for others' sake only: before the edit list's begin.</param>
internal readonly record struct MediaPacket(long? Pts, int Bytes, bool IsKey, bool IsHidden);
