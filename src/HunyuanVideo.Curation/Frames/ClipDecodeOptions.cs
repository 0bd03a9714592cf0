namespace HunyuanVideo.Curation.Frames;

/// <summary>What the clip decoder delivers, and its bounds. Source: spec curation §4.</summary>
public sealed record ClipDecodeOptions
{
    /// <summary>Longer side of a view frame; smaller pictures keep their size.</summary>
    public int ViewSide { get; init; } = 640;

    /// <summary>Luma planes at full size.</summary>
    public int NativePlanes { get; init; } = 8;

    /// <summary>Frames a second at least that planes may be taken of.</summary>
    public double PlanesPerSecond { get; init; } = 6;

    /// <summary>Views of a source up to this long are kept from the decode that counts its frames.</summary>
    public double MostKeptSeconds { get; init; } = 60;

    /// <summary>… if they and its planes take no more than this.</summary>
    public long MostKeptBytes { get; init; } = 1L << 29;

    /// <summary>Time every call has.</summary>
    public double LimitSeconds { get; init; } = 60;

    /// <summary>More of it for each second from the key frame before the clip to its end.</summary>
    public double LimitSecondsPerSecond { get; init; } = 4;
}
