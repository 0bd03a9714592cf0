using System.Text.Json;
using HunyuanVideo.Synthetic;

namespace HunyuanVideo.Training.Recipes;

/// <summary>Trains the VAE on clips of the toy world. Source: paper §4.1, spec training §5.</summary>
public sealed record VaeRecipe : NetworkRecipe
{
    private const double MostWeight = 1000;

    /// <summary>The VAE's <c>config.json</c>.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>Side of the square clips that are drawn, in pixels.</summary>
    public required int Size { get; init; }

    /// <summary>Frames of a drawn clip, 4k+1.</summary>
    public required int Frames { get; init; }

    /// <summary>Levels of the toy world that are drawn, in turn.</summary>
    public IReadOnlyList<SceneLevel> Levels { get; init; } = [SceneLevel.Level1];

    /// <summary>Weight of the KL term (a sum over latents, divided by the number of pixel values).</summary>
    public double KlWeight { get; init; } = 1e-6;

    /// <summary>Weight of the squared error beside L1: from the first update it pulls on a small thing before a plain ground, where L1 settles for the ground.</summary>
    public double SquaredWeight { get; init; } = 1;

    /// <summary>Weight of the distance in the eyes of a network trained on photographs; the paper's is 0.1, 0 leaves it out.</summary>
    public double PerceptualWeight { get; init; }

    /// <summary>False trains the decoder alone: the latents stay as they are, and with them every transformer made for them.</summary>
    public bool TrainsEncoder { get; init; } = true;

    /// <summary>The discriminator; null leaves it out.</summary>
    public AdversarialOptions? Adversarial { get; init; }

    /// <summary>What is cut out of the clips, phase by phase.</summary>
    public required IReadOnlyList<VaePhase> Phases { get; init; }

    /// <summary>Whether the weight under a published key is trained.</summary>
    public bool Trains(string key) =>
        TrainsEncoder || !(key.StartsWith("encoder.", StringComparison.Ordinal) || key.StartsWith("quant_conv.", StringComparison.Ordinal));

    /// <summary>The phase of an update; the last one beyond the end.</summary>
    public VaePhase PhaseOf(long update)
    {
        var end = 0L;
        return Phases.FirstOrDefault(phase => update < (end += phase.Steps)) ?? Phases[^1];
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Faults() => base.Faults().Concat(OwnFaults()).Concat(LevelFaults(Levels)).Concat(Adversarial?.Faults() ?? []);

    private IEnumerable<string> OwnFaults()
    {
        if (!LatentRecipe.IsSize(Size, Frames))
        {
            yield return $"size {Size} and frames {Frames}: the size must be a multiple of 16 up to {LatentRecipe.MostSize}, the frames 4k+1 up to {LatentRecipe.MostFrames}.";
        }

        if (Phases.Sum(phase => phase.Steps) != Optimisation.Steps)
        {
            yield return $"the phases have {Phases.Sum(phase => phase.Steps)} steps together, optimisation.steps says {Optimisation.Steps}; make them equal.";
        }

        if (!TrainsEncoder && InitialWeights is null)
        {
            yield return "trains_encoder is false, but no initial_weights are named; a decoder can only follow an encoder that was trained.";
        }

        if (!Array.TrueForAll([PerceptualWeight, KlWeight, SquaredWeight], weight => weight is >= 0 and <= MostWeight))
        {
            yield return $"kl_weight {KlWeight}, squared_weight {SquaredWeight} and perceptual_weight {PerceptualWeight} must be within 0…{MostWeight}; 0 leaves a loss out.";
        }

        foreach (var (index, _) in Phases.Index().Where(item => !IsCut(item.Item)))
        {
            yield return $"phases[{index}]: the crop must be a multiple of 8 within the size, the frames 4k+1 within the clip, the batch at least 1, the steps not negative.";
        }

        foreach (var (index, _) in Phases.Index().Where(item => !IsMixture(item.Item)))
        {
            yield return $"phases[{index}]: the image share must be within 0 and 1, the image batch at least 1, the frames at the greatest stride within the clip.";
        }
    }

    private bool IsCut(VaePhase phase) =>
        phase.Crop >= 8 && phase.Crop <= Size && phase.Crop % 8 == 0 && phase.Frames >= 1 && phase.Frames <= Frames && phase.Frames % 4 == 1
        && phase is { Batch: >= 1, Steps: >= 0 };

    private bool IsMixture(VaePhase phase) =>
        phase is { ImageShare: >= 0 and <= 1, ImageBatch: >= 1, MostStride: >= 1 } && ((phase.Frames - 1) * phase.MostStride) + 1 <= Frames;
}
