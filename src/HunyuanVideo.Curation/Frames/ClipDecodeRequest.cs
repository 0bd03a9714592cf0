namespace HunyuanVideo.Curation.Frames;

/// <summary>How the decoder finds the frames of a clip.</summary>
/// <param name="Threads">Threads of the decoder.</param>
/// <param name="FromStart">Decode from the source's begin and count, where a seek did not lead to the frames.</param>
public readonly record struct ClipDecodeRequest(int Threads, bool FromStart = false);
