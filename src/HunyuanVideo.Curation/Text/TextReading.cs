namespace HunyuanVideo.Curation.Text;

/// <summary>What a line says.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Confidence">Mean probability of the characters, 0 … 1.</param>
public sealed record TextReading(string Text, float Confidence)
{
    /// <summary>Nothing was read.</summary>
    public static TextReading Nothing { get; } = new("", 0);
}
