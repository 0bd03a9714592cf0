namespace HunyuanVideo.Curation.Report;

/// <summary>How much the report shows. Source: spec curation §13.</summary>
public sealed record ReportOptions
{
    /// <summary>Pictures of the accepted, and of each rule's rejected.</summary>
    public int SheetClips { get; init; } = 24;

    /// <summary>Rules with a sheet of rejected, for each set.</summary>
    public int SheetRules { get; init; } = 6;

    /// <summary>Bars of a histogram.</summary>
    public int Bins { get; init; } = 40;

    /// <summary>Pictures shown for a bar.</summary>
    public int BinClips { get; init; } = 3;

    /// <summary>Share of the values that may lie outside of a histogram at each end.</summary>
    public double OutlierShare { get; init; } = 0.005;

    /// <summary>How far beyond the middle half of the values a histogram goes at most, in widths of that half.</summary>
    public double OutlierReach { get; init; } = 3;

    /// <summary>Sources drawn as a line of shots.</summary>
    public int Sources { get; init; } = 60;

    /// <summary>Cuts below this score are drawn as doubtful.</summary>
    public double DoubtfulScore { get; init; } = 0.32;

    /// <summary>Groups of copies.</summary>
    public int CopyGroups { get; init; } = 30;

    /// <summary>Members shown of a group.</summary>
    public int CopyMembers { get; init; } = 12;

    /// <summary>Concepts.</summary>
    public int Concepts { get; init; } = 60;

    /// <summary>Pictures of a concept.</summary>
    public int ConceptClips { get; init; } = 6;

    /// <summary>Captions of each source of captions.</summary>
    public int Captions { get; init; } = 6;

    /// <summary>Files in quarantine.</summary>
    public int Quarantined { get; init; } = 500;

    /// <summary>Whether pictures are put into the page instead of named by path.</summary>
    public bool Embed { get; init; }

    /// <summary>Bytes of embedded pictures at most; later ones are named by path.</summary>
    public long EmbeddedBytes { get; init; } = 24L << 20;

    /// <summary>Measurements drawn beside those that policies name.</summary>
    public IReadOnlyList<string> Columns { get; init; } = ["clip.duration_s", "m_technical.noise_sigma", "m_technical.blockiness", "m_audio.loudness_lufs", "m_camera.confidence"];
}
