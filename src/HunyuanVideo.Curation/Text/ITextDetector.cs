namespace HunyuanVideo.Curation.Text;

/// <summary>Finds lines of text. Implementations may be used from several threads. Source: spec curation §4 S6.</summary>
public interface ITextDetector
{
    /// <summary>The lines, from top to bottom and from left to right.</summary>
    /// <param name="picture">A view frame.</param>
    IReadOnlyList<FoundText> Find(TextPicture picture);
}
