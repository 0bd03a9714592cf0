namespace HunyuanVideo.Training.Runs;

/// <summary>How far a run is.</summary>
public sealed record RunStatus
{
    /// <summary>Name of the folder.</summary>
    public required string Name { get; init; }

    /// <summary>The run's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Stage of the recipe, or what the figures tell of it; null if nothing does.</summary>
    public string? Stage { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>Updates made.</summary>
    public required long Step { get; init; }

    /// <summary>Updates of the whole run; null if its recipe is not known.</summary>
    public long? Steps { get; init; }

    /// <summary>Updates a second lately; null if no two times are known.</summary>
    public double? StepsPerSecond { get; init; }

    /// <summary>Seconds of computing that are left at that rate; null if the rate or the end is not known.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Seconds of computing so far, without the pauses between; null if the run kept no times.</summary>
    public double? SecondsSpent { get; init; }

    /// <summary>Mean loss of the newest updates.</summary>
    public double? LastLoss { get; init; }

    /// <summary>Lowest mean loss of as many updates in a row.</summary>
    public double? BestLoss { get; init; }

    /// <summary>The last of those updates.</summary>
    public long? BestStep { get; init; }

    /// <summary>Updates that were skipped because a loss or gradient was not finite.</summary>
    public required int Skipped { get; init; }

    /// <summary>Updates in the newest checkpoint.</summary>
    public long? CheckpointStep { get; init; }

    /// <summary>When the newest checkpoint was sealed.</summary>
    public DateTimeOffset? CheckpointTime { get; init; }

    /// <summary>When the metrics were last written.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>True if the recipe is not the run's own copy but one beside the folder with the same name.</summary>
    public bool RecipeIsBeside { get; init; }
}
