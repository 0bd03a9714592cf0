namespace HunyuanVideo.Curation.Shots;

/// <summary>The decoder presented other frames than the packets promise: numbers cannot be told from stamps, the film must be decoded whole.</summary>
internal sealed class PacketMismatchException(string message) : Exception(message);
