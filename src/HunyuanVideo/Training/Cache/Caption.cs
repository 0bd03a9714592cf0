namespace HunyuanVideo.Training.Cache;

/// <summary>A text for the encoders.</summary>
/// <param name="Text">The caption; empty where none is given.</param>
/// <param name="IsPicture">Whether it speaks of a picture: the language model reads it in the template of pictures.</param>
internal readonly record struct Caption(string Text, bool IsPicture)
{
    /// <summary>The captions of guidance: of clips, then of pictures.</summary>
    public static IReadOnlyList<Caption> Empty { get; } = [new("", IsPicture: false), new("", IsPicture: true)];
}
