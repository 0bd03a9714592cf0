using System.Text.Json;
using HunyuanVideo.Diffusion;
using HunyuanVideo.Transformer;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Parity;

/// <summary>Golden cases of kind <c>t2v-e2e</c>: noise and text states to latents, with the product's own sampler and guidance.</summary>
internal static class TextToVideoParity
{
    public static IReadOnlyDictionary<string, Tensor> Compute(GoldenCase golden)
    {
        var run = golden.Config.GetProperty("run");
        using var transformer = new HunyuanVideoTransformer(TransformerParity.ConfigOf(golden));
        ModuleWeights.LoadStrict(transformer, golden.Weights());
        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var keep = TransformerParity.Keep(outputs, (_, value) => value.clone());
        var cfgScale = run.GetProperty("cfg_scale").GetDouble();
        var network = Network(golden, transformer, Guidance.IsOn(cfgScale), EmbeddedGuidance(run));
        var guided = Guidance.IsOn(cfgScale) ? Guidance.Wrap(network, cfgScale, run.GetProperty("guidance_rescale").GetDouble()) : network;
        var schedule = FlowSchedule.Create(
            run.GetProperty("infer_steps").GetInt32(), run.GetProperty("flow_shift").GetDouble(), run.GetProperty("flow_reverse").GetBoolean());
        var sampler = new EulerSampler(schedule)
        {
            StepFinished = step =>
            {
                if (step.Done == 1)
                {
                    keep("velocity.0", step.Velocity);
                }

                keep($"latents.{step.Done}", step.Latents);
            },
        };
        var latents = sampler.Sample(guided, golden.Input("latents"));
        outputs["out.latents"] = latents;
        outputs["out.vae_input"] = latents / run.GetProperty("vae_scaling_factor").GetDouble();
        outputs["mid.timesteps"] = tensor(schedule.Timesteps.ToArray());
        return outputs;
    }

    private static float? EmbeddedGuidance(JsonElement run)
    {
        var scale = run.GetProperty("embedded_cfg_scale");
        return scale.ValueKind == JsonValueKind.Null
            ? null
            : Guidance.EmbeddedValue(scale.GetDouble(), run.GetProperty("guidance_bf16_compat").GetBoolean());
    }

    private static Func<Tensor, Tensor, Tensor> Network(
        GoldenCase golden, HunyuanVideoTransformer transformer, bool hasNegative, float? guidance)
    {
        Tensor Text(string name) => hasNegative ? cat([golden.Input("neg_" + name), golden.Input(name)]) : golden.Input(name);
        var (states, mask, pooled) = (Text("text_states"), Text("text_mask"), Text("text_states_2"));
        return (latents, timestep) =>
        {
            using var embedded = guidance is { } value ? full_like(timestep, value) : null;
            return transformer.forward(new TransformerInput(latents, timestep, states, mask, pooled, embedded));
        };
    }
}
