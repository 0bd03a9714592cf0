using System.Globalization;
using System.Text;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Vae;
using HunyuanVideo.Vae;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Planning;

/// <summary>Draft of the VAE's training.</summary>
internal static class VaeDrafts
{
    /// <summary>A kind of update for each phase; pictures among clips are counted with them.</summary>
    public static StageDraft Of(VaeRecipe recipe, ScalarType dtype, PlanOptions options)
    {
        var config = VaeConfigJson.Parse(Encoding.UTF8.GetBytes(recipe.Config.GetRawText()), "config");
        using var network = new CausalVae(config, device("meta"));
        using var opponent = recipe.Adversarial is { } adversarial ? new PatchDiscriminator(adversarial.Channels, adversarial.Levels, recipe.Seed) : null;
        return new StageDraft
        {
            Parameters = ParameterCount.Of(network, recipe.Trains),
            Asked = ParameterCount.Of(network, key => !recipe.Trains(key)).All,
            Opponent = opponent is null ? 0 : ParameterCount.Of(opponent).All,
            Dtype = dtype,
            Phases = [.. Phases(recipe, config, options)],
            Probe = () => new TaskProbe(new VaeTask(recipe, dtype, CPU)),
            Notes = [.. Notes(recipe, hasJudges: recipe.PerceptualWeight > 0 || opponent is not null)],
        };
    }

    private static IEnumerable<string> Notes(VaeRecipe recipe, bool hasJudges)
    {
        if (hasJudges)
        {
            yield return "operations and memory are those of the VAE alone, without the networks that judge it; the times are of whole updates.";
        }

        if (!recipe.TrainsEncoder)
        {
            yield return "operations and activations count the encoder as if it were trained too; the times are those without.";
        }
    }

    private static IEnumerable<PhaseDraft> Phases(VaeRecipe recipe, VaeConfig config, PlanOptions options)
    {
        var end = 0L;
        foreach (var phase in recipe.Phases)
        {
            end += phase.Steps;
            var clips = VaeWork.Of(config, phase.Batch, phase.Frames, phase.Crop, phase.Crop, options);
            var pictures = VaeWork.Of(config, phase.ImageBatch, 1, phase.Crop, phase.Crop, options);
            var share = phase.Frames == 1 ? 0 : phase.ImageShare;
            var work = clips with
            {
                ForwardFlops = ((1 - share) * clips.ForwardFlops) + (share * pictures.ForwardFlops),
                KeptValues = Math.Max(clips.KeptValues, share > 0 ? pictures.KeptValues : 0),
                KeptFloats = Math.Max(clips.KeptFloats, share > 0 ? pictures.KeptFloats : 0),
            };
            yield return new PhaseDraft(string.Create(CultureInfo.InvariantCulture, $"cuts {phase.Crop}×{phase.Crop}×{phase.Frames}, batch {phase.Batch}"), phase.Steps, work, end - 1);
        }
    }
}
