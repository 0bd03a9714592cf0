using System.Collections.Immutable;

namespace HunyuanVideo.Curation.Running;

/// <summary>What the runner must know of a stage. Source: spec curation §11.</summary>
public sealed record StageDeclaration
{
    /// <summary>Its name in ledger, options and progress.</summary>
    public required string Name { get; init; }

    /// <summary>Version of its algorithm; a new one makes old measurements invalid.</summary>
    public required int Version { get; init; }

    /// <summary>What it measures one of at a time.</summary>
    public required UnitKind Unit { get; init; }

    /// <summary>All options that change what it writes.</summary>
    public object? Options { get; init; }

    /// <summary>SHA-256 of the model it uses, or null.</summary>
    public string? ModelHash { get; init; }

    /// <summary>Stages whose rows it reads.</summary>
    public ImmutableArray<string> Reads { get; init; } = [];

    /// <summary>Row records it writes.</summary>
    public ImmutableArray<Type> Writes { get; init; } = [];

    /// <summary>What it needs most.</summary>
    public ResourceClass Resource { get; init; } = ResourceClass.Cpu;

    /// <summary>Seconds of one core for 5 s of media; a guess that only limits and forecasts.</summary>
    public double CostSeconds { get; init; } = 0.1;
}
