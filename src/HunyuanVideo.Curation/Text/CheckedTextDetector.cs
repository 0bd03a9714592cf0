namespace HunyuanVideo.Curation.Text;

/// <summary>
/// Doubts lines that are high for the picture: round and striped things look like huge letters to a detector. Such a line
/// counts only if it can be read. Lines of usual height are never doubted, so this costs nothing for most clips.
/// </summary>
/// <param name="detector">Finds.</param>
/// <param name="recogniser">Reads the doubtful ones.</param>
/// <param name="options">What is doubtful.</param>
public sealed class CheckedTextDetector(ITextDetector detector, ITextRecogniser recogniser, CheckOptions? options = null) : ITextDetector
{
    private readonly CheckOptions _options = options ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<FoundText> Find(TextPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return [.. detector.Find(picture).Where(line => !IsHigh(line.Quad, picture) || IsRead(recogniser.Read(picture, line.Quad)))];
    }

    private bool IsHigh(TextQuad quad, TextPicture picture) => Math.Min(quad.Width, quad.Height) > _options.UsualHeight * picture.Height;

    private bool IsRead(TextReading reading) =>
        reading.Confidence >= _options.LeastConfidence && reading.Text.Where(char.IsLetterOrDigit).Distinct().Count() >= _options.LeastCharacters;
}
