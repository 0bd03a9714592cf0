namespace HunyuanVideo.Curation.Text;

/// <summary>Which lines must be read before they count.</summary>
public sealed record CheckOptions
{
    /// <summary>Lines up to this share of the picture's height are not doubted.</summary>
    public double UsualHeight { get; init; } = 0.12;

    /// <summary>Mean probability of the characters of a doubtful line at least.</summary>
    public float LeastConfidence { get; init; } = 0.7f;

    /// <summary>Different letters or digits at least.</summary>
    public int LeastCharacters { get; init; } = 2;
}
