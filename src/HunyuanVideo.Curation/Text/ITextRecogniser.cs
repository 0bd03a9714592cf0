namespace HunyuanVideo.Curation.Text;

/// <summary>Reads lines of text. Implementations may be used from several threads. Source: spec curation §4 S6.</summary>
public interface ITextRecogniser
{
    /// <summary>What a line says, trimmed; empty where nothing sure is read.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="quad">Where the line stands.</param>
    TextReading Read(TextPicture picture, TextQuad quad);
}
