namespace HunyuanVideo.Curation.Captions;

/// <summary>A caption service did not answer, or refused: the work failed, nobody's input is wrong.</summary>
/// <param name="message">One sentence: the address, what it said, how often it was tried.</param>
public sealed class CaptionServiceException(string message) : Exception(message);
