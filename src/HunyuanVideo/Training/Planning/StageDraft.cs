using static TorchSharp.torch;

namespace HunyuanVideo.Training.Planning;

/// <summary>A stage before it is timed.</summary>
internal sealed record StageDraft
{
    /// <summary>Parameters that are trained.</summary>
    public required ParameterCount Parameters { get; init; }

    /// <summary>Parameters of an opponent trained beside.</summary>
    public long Opponent { get; init; }

    /// <summary>Parameters of networks that are only asked, in the type of the passes and in float32.</summary>
    public long Asked { get; init; }

    /// <summary>Type of the passes.</summary>
    public required ScalarType Dtype { get; init; }

    /// <summary>Kinds of updates.</summary>
    public required IReadOnlyList<PhaseDraft> Phases { get; init; }

    /// <summary>The encoded training set.</summary>
    public PlannedCache? Cache { get; init; }

    /// <summary>Makes the networks for real updates; null if earlier stages are missing.</summary>
    public Func<IStepProbe>? Probe { get; init; }

    /// <summary>What is not known.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
