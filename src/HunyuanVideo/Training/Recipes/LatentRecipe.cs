using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Training.Recipes;

/// <summary>A stage that trains a diffusion transformer on cached latents and text states. Source: spec training §1–§3.</summary>
public abstract record LatentRecipe : NetworkRecipe
{
    internal const int MostSize = 4096;
    internal const int MostFrames = 1025;

    /// <summary>Model folder that receives the result, with copies of the parts that were read; null writes into <see cref="Recipe.Model"/> itself.</summary>
    public string? Output { get; init; }

    /// <inheritdoc/>
    public override string ResultFolder() => Output ?? Model;

    /// <summary>Clips in the cache, of each size.</summary>
    public required int Clips { get; init; }

    /// <summary>Side of the square clips that the finished model makes, in pixels; a multiple of 16.</summary>
    public required int Size { get; init; }

    /// <summary>Frames of a clip that the finished model makes, 4k+1.</summary>
    public required int Frames { get; init; }

    /// <summary>Frames per second of the clips, written into the model's defaults.</summary>
    public double FramesPerSecond { get; init; } = 8;

    /// <summary>Levels of the toy world in the cache, in turn.</summary>
    public IReadOnlyList<SceneLevel> Levels { get; init; } = [SceneLevel.Level1];

    /// <summary>Share of captions replaced by the empty one, for both encoders together.</summary>
    public double CaptionDropout { get; init; } = 0.1;

    /// <summary>Share of noise levels drawn uniformly instead of logit-normally, so that both ends are learned.</summary>
    public double UniformShare { get; init; } = 0.3;

    /// <summary>Whether the feed-forward matrices of the result's blocks, and what is fused with them, are stored in 8 bits.</summary>
    public bool StoresFloat8 { get; init; }

    /// <summary>How the model samples by default.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>The curriculum, in order.</summary>
    public required IReadOnlyList<TransformerPhase> Phases { get; init; }

    /// <summary>Whether clips of this side and number of frames can be drawn and encoded.</summary>
    internal static bool IsSize(int size, int frames) => size is >= 16 and <= MostSize && size % 16 == 0 && frames is >= 1 and <= MostFrames && frames % 4 == 1;

    /// <summary>The phase of an update; the last one beyond the end.</summary>
    public TransformerPhase PhaseOf(long update)
    {
        var end = 0L;
        return Phases.FirstOrDefault(phase => update < (end += phase.Steps)) ?? Phases[^1];
    }

    /// <summary>Size of the clips of a phase.</summary>
    public ClipSize SizeOf(TransformerPhase phase)
    {
        var side = phase.Size ?? Size;
        return new ClipSize(side, side, phase.Frames ?? Frames, FramesPerSecond);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => base.Faults().Concat(OwnFaults()).Concat(LevelFaults(Levels)).Concat(Sampling.Faults());

    private IEnumerable<string> OwnFaults()
    {
        foreach (var (size, frames) in Phases.Select(phase => (phase.Size ?? Size, phase.Frames ?? Frames)).Append((Size, Frames)).Distinct())
        {
            if (!IsSize(size, frames))
            {
                yield return $"size {size} and frames {frames}: the size must be a multiple of 16 up to {MostSize}, the frames 4k+1 up to {MostFrames}.";
            }
        }

        if (FramesPerSecond is not (> 0 and <= 1000) || CaptionDropout is not (>= 0 and <= 1) || UniformShare is not (>= 0 and <= 1))
        {
            yield return $"frames_per_second {FramesPerSecond} must be above 0 and at most 1000, caption_dropout {CaptionDropout} and uniform_share {UniformShare} within 0…1.";
        }

        if (Clips < 1)
        {
            yield return $"clips {Clips} is less than 1; some thousands suit the toy.";
        }

        if (Phases.Sum(phase => phase.Steps) != Optimisation.Steps)
        {
            yield return $"the phases have {Phases.Sum(phase => phase.Steps)} steps together, optimisation.steps says {Optimisation.Steps}; make them equal.";
        }

        foreach (var (index, _) in Phases.Index().Where(item =>
            item.Item is not { Batch: >= 1, ImageBatch: >= 1, Steps: >= 0, Shift: > 0 and <= SamplingOptions.MostShift, ImageShare: >= 0 and <= 1 }))
        {
            yield return $"phases[{index}]: batches must be at least 1, the steps not negative, the shift above 0 and at most {SamplingOptions.MostShift}, the image share within 0 and 1.";
        }
    }
}
