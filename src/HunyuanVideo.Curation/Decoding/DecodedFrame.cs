namespace HunyuanVideo.Curation.Decoding;

/// <summary>One picture from the decoder.</summary>
/// <param name="Pts">Time stamp in the stream's time base; <see cref="long.MinValue"/> where there is none.</param>
/// <param name="IsBidirectional">Whether it is a B picture: only those can be missing when unreferenced frames are skipped.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Planes one after the other.</param>
public sealed record DecodedFrame(long Pts, bool IsBidirectional, int Width, int Height, byte[] Pixels);
