namespace HunyuanVideo.Curation.Text;

/// <summary>Numbers of the text stage beyond those of its detector. Source: spec curation §4 S6.</summary>
public sealed record TextOptions
{
    /// <summary>View frames looked at, spread evenly.</summary>
    public int Samples { get; init; } = 6;

    /// <summary>Neighbouring samples among which a box must be seen again.</summary>
    public int Window { get; init; } = 3;

    /// <summary>Shared area over the smaller one's from which two boxes show the same line, or lines at the same place.</summary>
    public double SameOverlap { get; init; } = 0.5;

    /// <summary>Two boxes whose sides differ by less than this share, or by <see cref="SameSizePixels"/>, are of the same size.</summary>
    public double SameSize { get; init; } = 0.1;

    /// <summary>See <see cref="SameSize"/>.</summary>
    public double SameSizePixels { get; init; } = 3;

    /// <summary>Lines read at most: reading costs more than finding.</summary>
    public int MostReadings { get; init; } = 4;

    /// <summary>Characters of the sample of the text at most.</summary>
    public int MostSampleCharacters { get; init; } = 200;

    /// <summary>Subtitles stand below this share of the height.</summary>
    public double SubtitleTop { get; init; } = 0.7;

    /// <summary>Centres of one band lie within this share of the height.</summary>
    public double BandSpread { get; init; } = 0.05;

    /// <summary>Heights of the lines of a band differ by less than this factor.</summary>
    public double BandHeights { get; init; } = 1.8;

    /// <summary>Mean change of luma in a box from which its writing is another one.</summary>
    public double ChangedLuma { get; init; } = 12;

    /// <summary>A shift from one sample to the next is one from this share of the picture's side.</summary>
    public double LeastShift { get; init; } = 0.02;

    /// <summary>Shifts within this share of the picture's side are equal.</summary>
    public double SameShift { get; init; } = 0.015;

    /// <summary>Share of the boxes of two samples that must follow the shift.</summary>
    public double ShiftedShare { get; init; } = 0.5;

    /// <summary>Neighbouring pairs of samples in a row that must shift alike: one pair may be chance.</summary>
    public int LeastShiftedPairs { get; init; } = 2;
}
