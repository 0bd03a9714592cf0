using HunyuanVideo.Diffusion;
using static TorchSharp.torch;

namespace HunyuanVideo.Parity;

/// <summary>Golden cases of kind <c>scheduler</c>: noise levels and Euler trajectories on v = a·x + σ·b.</summary>
internal static class SchedulerParity
{
    public static IReadOnlyDictionary<string, Tensor> Compute(GoldenCase golden)
    {
        var config = golden.Config;
        var schedule = FlowSchedule.Create(
            config.GetProperty("infer_steps").GetInt32(), config.GetProperty("flow_shift").GetDouble(), config.GetProperty("flow_reverse").GetBoolean());
        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["out.sigmas"] = tensor(schedule.Sigmas.ToArray()),
            ["out.timesteps"] = tensor(schedule.Timesteps.ToArray()),
        };
        if (golden.HasInput("x"))
        {
            AddTrajectory(golden, schedule, outputs);
        }

        return outputs;
    }

    private static void AddTrajectory(GoldenCase golden, FlowSchedule schedule, Dictionary<string, Tensor> outputs)
    {
        var (start, slope, offset) = (golden.Input("x"), golden.Input("a"), golden.Input("b"));
        var trajectory = new List<Tensor> { start };
        var sampler = new EulerSampler(schedule)
        {
            // Kept beyond the step's scope until they are stacked below.
            StepFinished = step => trajectory.Add(step.Latents.clone().DetachFromDisposeScope()),
        };
        outputs["out.final"] = sampler.Sample((latents, timestep) => (slope * latents) + (timestep / 1000 * offset), start);
        outputs["out.trajectory"] = stack(trajectory);
        trajectory.ForEach(latents => latents.Dispose());
    }
}
