namespace HunyuanVideo.Training.Planning;

/// <summary>What a training will take, said before it begins.</summary>
public sealed record TrainingPlan
{
    /// <summary>Stage of the recipe.</summary>
    public required string Stage { get; init; }

    /// <summary>Parameters that are trained.</summary>
    public required long Parameters { get; init; }

    /// <summary>Parameters of an opponent trained beside.</summary>
    public required long OpponentParameters { get; init; }

    /// <summary>Type of the passes, as libtorch names it.</summary>
    public required string Dtype { get; init; }

    /// <summary>Updates of the whole run.</summary>
    public required int Steps { get; init; }

    /// <summary>Kinds of updates, in order.</summary>
    public required IReadOnlyList<PlannedPhase> Phases { get; init; }

    /// <summary>Memory at its peak.</summary>
    public required PlannedMemory Memory { get; init; }

    /// <summary>The encoded training set that is made first; null for stages that draw as they go.</summary>
    public PlannedCache? Cache { get; init; }

    /// <summary>How the seconds were got.</summary>
    public required string Measured { get; init; }

    /// <summary>Seconds of all updates and the cache; without previews and checkpoints. Null if an update could not be timed.</summary>
    public double? Seconds { get; init; }

    /// <summary>What the plan does not know, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
