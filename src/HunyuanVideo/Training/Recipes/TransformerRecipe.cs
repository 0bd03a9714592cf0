using System.Text.Json;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Training.Recipes;

/// <summary>Trains the diffusion transformer by flow matching on cached latents and text states. Source: paper §4.5, spec training §1–§3.</summary>
public sealed record TransformerRecipe : NetworkRecipe
{
    /// <summary>The transformer's <c>config.json</c>.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>Clips in the cache.</summary>
    public required int Clips { get; init; }

    /// <summary>Side of the square clips, in pixels; a multiple of 16.</summary>
    public required int Size { get; init; }

    /// <summary>Frames of a clip, 4k+1.</summary>
    public required int Frames { get; init; }

    /// <summary>Frames per second of the clips, written into the model's defaults.</summary>
    public double FramesPerSecond { get; init; } = 8;

    /// <summary>Levels of the toy world in the cache, in turn.</summary>
    public IReadOnlyList<SceneLevel> Levels { get; init; } = [SceneLevel.Level1];

    /// <summary>Share of captions replaced by the empty one, for both encoders together.</summary>
    public double CaptionDropout { get; init; } = 0.1;

    /// <summary>Share of noise levels drawn uniformly instead of logit-normally, so that both ends are learned.</summary>
    public double UniformShare { get; init; } = 0.3;

    /// <summary>How the model samples by default.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>The curriculum, in order.</summary>
    public required IReadOnlyList<TransformerPhase> Phases { get; init; }

    /// <summary>The phase of an update; the last one beyond the end.</summary>
    public TransformerPhase PhaseOf(long update)
    {
        var end = 0L;
        return Phases.FirstOrDefault(phase => update < (end += phase.Steps)) ?? Phases[^1];
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => base.Faults().Concat(OwnFaults());

    private IEnumerable<string> OwnFaults()
    {
        if (Frames % 4 != 1 || Size < 16 || Size % 16 != 0)
        {
            yield return $"size {Size} and frames {Frames}: the size must be a multiple of 16, the frames 4k+1.";
        }

        if (Clips < 1)
        {
            yield return $"clips {Clips} is less than 1; some thousands suit the toy.";
        }

        if (Phases.Sum(phase => phase.Steps) != Optimisation.Steps)
        {
            yield return $"the phases have {Phases.Sum(phase => phase.Steps)} steps together, optimisation.steps says {Optimisation.Steps}; make them equal.";
        }

        foreach (var phase in Phases.Where(phase => phase.Batch < 1 || phase.ImageBatch < 1 || !(phase.Shift > 0) || phase.ImageShare is < 0 or > 1))
        {
            yield return $"phase {phase}: batches must be at least 1, the shift positive, the image share within 0 and 1.";
        }
    }
}
