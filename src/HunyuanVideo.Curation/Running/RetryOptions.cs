using System.Collections.Immutable;

namespace HunyuanVideo.Curation.Running;

/// <summary>When a unit is tried again, given up, and when a run is. Source: spec curation §5, §11.</summary>
public sealed record RetryOptions
{
    /// <summary>Seconds before each further try, for causes that can pass.</summary>
    public ImmutableArray<double> DelaySeconds { get; init; } = [1, 10];

    /// <summary>Time every unit has.</summary>
    public double LimitSeconds { get; init; } = 60;

    /// <summary>More of it for each second of the estimate.</summary>
    public double LimitPerEstimate { get; init; } = 20;

    /// <summary>Share of failed units of one cause that stops the run.</summary>
    public double MostFailedShare { get; init; } = 0.20;

    /// <summary>Units below which the share says nothing.</summary>
    public int LeastUnits { get; init; } = 20;

    /// <summary>Seconds that running units have to end after the user's wish to stop.</summary>
    public double StopSeconds { get; init; } = 2;
}
