namespace HunyuanVideo.Training.Reports;

/// <summary>How much a report of trainings shows.</summary>
public sealed record TrainingReportOptions
{
    /// <summary>Updates whose mean is a curve's smooth line, as a share of the run.</summary>
    public double SmoothShare { get; init; } = 0.02;

    /// <summary>Points of a curve; each is the mean of its updates, the pale band behind reaches from their least to their largest.</summary>
    public int CurvePoints { get; init; } = 480;

    /// <summary>Curves are drawn on a logarithmic axis where their smooth line spans more than this factor.</summary>
    public double LogFactor { get; init; } = 8;

    /// <summary>Share of a curve's values at each end that may lie outside of its axis.</summary>
    public double OutlierShare { get; init; } = 0.005;

    /// <summary>Pictures of a kind that are shown of a run, spread over it.</summary>
    public int Pictures { get; init; } = 12;

    /// <summary>Bytes of embedded pictures in all; the earlier ones of a run give way.</summary>
    public long PictureBytes { get; init; } = 48L << 20;

    /// <summary>Bytes of one picture at most.</summary>
    public long LargestPicture { get; init; } = 16L << 20;

    /// <summary>Bytes of a file of scores at most.</summary>
    public long LargestScores { get; init; } = 64L << 20;

    /// <summary>Folders below a run in which scores are looked for.</summary>
    public int ScoreDepth { get; init; } = 3;
}
