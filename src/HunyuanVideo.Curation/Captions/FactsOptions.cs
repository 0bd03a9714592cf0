namespace HunyuanVideo.Curation.Captions;

/// <summary>From which measured values a caption says what.</summary>
public sealed record FactsOptions
{
    /// <summary>Mean luma below which a view is dark.</summary>
    public double Dark { get; init; } = 50;

    /// <summary>Mean luma below which it is dim.</summary>
    public double Dim { get; init; } = 80;

    /// <summary>Mean luma above which it is bright.</summary>
    public double Bright { get; init; } = 160;

    /// <summary>Contrast below which light is soft.</summary>
    public double Soft { get; init; } = 0.35;

    /// <summary>Contrast above which light is hard.</summary>
    public double Hard { get; init; } = 0.8;

    /// <summary>Red minus blue beyond which colours are warm, or cool below its negative.</summary>
    public double Warm { get; init; } = 12;

    /// <summary>Colourfulness below which a view is without colour.</summary>
    public double Grey { get; init; } = 6;

    /// <summary>Colourfulness above which it is colourful.</summary>
    public double Colourful { get; init; } = 60;

    /// <summary>Flicker above which light flickers.</summary>
    public double Flicker { get; init; } = 0.12;

    /// <summary>Noise above which a view is noisy.</summary>
    public double Noisy { get; init; } = 6;

    /// <summary>Clarity from which it is sharp.</summary>
    public double Sharp { get; init; } = 0.65;

    /// <summary>Clarity below which it is blurred.</summary>
    public double Blurred { get; init; } = 0.3;

    /// <summary>Quality from which it is called good.</summary>
    public double Good { get; init; } = 0.6;

    /// <summary>Speed below which a view is static, % of the diagonal per second.</summary>
    public double Static { get; init; } = 0.6;

    /// <summary>Speed below which motion is slow.</summary>
    public double Slow { get; init; } = 5;

    /// <summary>Speed above which it is fast.</summary>
    public double Fast { get; init; } = 40;

    /// <summary>Confidence from which the camera's move is spoken of. Source: spec curation §4 S15.</summary>
    public double SureCamera { get; init; } = 0.6;

    /// <summary>Coverage from which writing is spoken of.</summary>
    public double Text { get; init; } = 0.005;

    /// <summary>Coverage from which it covers much of the picture.</summary>
    public double MuchText { get; init; } = 0.2;

    /// <summary>Words of what was read at most.</summary>
    public int MostTextWords { get; init; } = 12;

    /// <summary>Share of silence above which nothing is heard.</summary>
    public double Silent { get; init; } = 0.8;

    /// <summary>Beginnings of sounds per second from which their number is told.</summary>
    public double Onsets { get; init; } = 0.3;
}
