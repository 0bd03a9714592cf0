namespace HunyuanVideo.Synthetic;

/// <summary>What lies behind the things.</summary>
/// <param name="Colour">Main colour.</param>
/// <param name="Pattern">How it alternates with <see cref="Palette.ShadeOf"/>.</param>
/// <param name="IsHorizontal">Whether stripes lie, or the gradient runs from top to bottom; without meaning for the other patterns.</param>
/// <param name="Cell">Width of a stripe or check as a share of the shorter side.</param>
/// <param name="Phase">Where the pattern begins, in cells.</param>
public sealed record Background(BackgroundColour Colour, Pattern Pattern, bool IsHorizontal, float Cell, float Phase)
{
    /// <summary>One colour everywhere.</summary>
    public static Background Plain(BackgroundColour colour) => new(colour, Pattern.Plain, IsHorizontal: false, 0.25f, 0);
}
