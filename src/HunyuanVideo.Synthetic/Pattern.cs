namespace HunyuanVideo.Synthetic;

/// <summary>How a background's colour and its shade are spread over the picture.</summary>
public enum Pattern
{
    /// <summary>The colour alone.</summary>
    Plain,

    /// <summary>From the colour to the shade across the frame.</summary>
    Gradient,

    /// <summary>Bands of equal width in turn.</summary>
    Stripes,

    /// <summary>A chessboard.</summary>
    Checks,
}
