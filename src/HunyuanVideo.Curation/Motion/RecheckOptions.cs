namespace HunyuanVideo.Curation.Motion;

/// <summary>Numbers of the re-check. Source: spec curation §4 S11, §7.</summary>
public sealed record RecheckOptions
{
    /// <summary>Frames between the pictures of the long comparison.</summary>
    public int Lag { get; init; } = 8;

    /// <summary>Score from which two pictures are of different shots.</summary>
    public double OtherShot { get; init; } = 0.30;

    /// <summary>A flash or intruder: some picture shortly before is nearer than this to one shortly after.</summary>
    public double FlashVeto { get; init; } = 0.24;

    /// <summary>Pictures on each side that the flash veto looks at.</summary>
    public int FlashReach { get; init; } = 4;

    /// <summary>Motion: the picture half-way is found in both ends of the long comparison, scores with doubled search adding up to less than this.</summary>
    public double PathVeto { get; init; } = 0.43;

    /// <summary>Written to the row.</summary>
    public string Detector { get; init; } = "structure";
}
