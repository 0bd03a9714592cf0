using System.Text.Json;
using HunyuanVideo.Diffusion;
using HunyuanVideo.Media;
using HunyuanVideo.Training.Flow;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Transformer;
using HunyuanVideo.Transformer;
using HunyuanVideo.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Parity;

/// <summary>Golden cases of kind <c>train-step</c>, by their task. Source: spec training §16.</summary>
internal static class TrainStepParity
{
    /// <summary>The outputs of the case, or null when its task belongs to a part that does not exist yet.</summary>
    public static IReadOnlyDictionary<string, Tensor>? Run(GoldenCase golden) => golden.Config.GetProperty("task").GetString() switch
    {
        "dit_step" => RunSteps(golden),
        "t_transform" => TransformLevels(golden),
        "guidance_distill" => Distill(golden),
        "bucket" => Buckets(golden),
        "scaling_fit" => ScalingParity.Fit(golden),
        _ => null,
    };

    private static Dictionary<string, Tensor> RunSteps(GoldenCase golden)
    {
        var train = golden.Config.GetProperty("train");
        var (steps, accumulation) = (train.GetProperty("steps").GetInt32(), train.GetProperty("grad_accum").GetInt32());
        using var network = new HunyuanVideoTransformer(TransformerParity.ConfigOf(golden));
        ModuleWeights.LoadStrict(network, golden.Weights());
        var parameters = network.named_parameters().Select(item => KeyValuePair.Create(item.name, item.parameter)).ToList();
        using var optimizer = new AdamW(parameters, ReadAdamW(train));
        using var ema = new Ema(parameters);
        var before = parameters.ToDictionary(item => item.Key, item => item.Value.detach().clone(), StringComparer.Ordinal);
        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var (losses, norms) = (new List<double>(), new List<double>());
        for (var step = 0; step < steps; step++)
        {
            losses.Add(Accumulate(golden, network, step, accumulation, outputs));
            if (step == 0)
            {
                Collect(outputs, "out.grad.", parameters, item => item.grad!.clone());
            }

            norms.Add(GradientNorm.Measure(parameters));
            GradientNorm.Clip(parameters, norms[^1], train.GetProperty("max_grad_norm").GetDouble());
            optimizer.Step(RateOf(train, step));
            ema.Update(train.GetProperty("ema_decay").GetDouble());
            if (step == 0)
            {
                Collect(outputs, "out.delta1.", before, parameters);
            }

            parameters.ForEach(item => item.Value.grad?.zero_());
        }

        Collect(outputs, $"out.w{steps}.", parameters, item => item.detach().clone());
        foreach (var (key, average) in ema.ExportState())
        {
            outputs[$"out.ema{steps}.{key}"] = average.clone();
        }

        outputs["out.losses"] = tensor(losses.ToArray());
        outputs["out.grad_norms"] = tensor(norms.ToArray());
        return outputs;
    }

    private static Dictionary<string, Tensor> Distill(GoldenCase golden)
    {
        var config = TransformerParity.ConfigOf(golden);
        using var student = new HunyuanVideoTransformer(config with { HasGuidance = true });
        using var teacher = new HunyuanVideoTransformer(config with { HasGuidance = false });
        ModuleWeights.LoadStrict(student, golden.Weights());
        ModuleWeights.LoadStrict(teacher, golden.Weights("w.teacher.", select: key => !key.StartsWith("guidance_in.", StringComparison.Ordinal)));
        var batch = new TransformerBatch(
            golden.Input("latents"), golden.Input("noise"), golden.Input("t"), golden.Input("text_states"), golden.Input("text_mask"),
            golden.Input("text_states_2"), golden.Input("guidance"));
        var empty = (golden.Input("uncond_text_states"), golden.Input("uncond_text_mask"), golden.Input("uncond_text_states_2"));
        var (conditional, unconditional, target) = GuidanceDistillation.Target(teacher, batch, empty);
        var (predicted, loss) = GuidanceDistillation.Run(student, batch, target);
        loss.backward();
        var parameters = student.named_parameters().Select(item => KeyValuePair.Create(item.name, item.parameter)).ToList();
        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["mid.v_cond"] = conditional,
            ["mid.v_uncond"] = unconditional,
            ["out.target"] = target,
            ["out.pred"] = predicted.detach(),
            ["out.loss"] = loss.detach().reshape(1),
            ["out.grad_norm"] = tensor(new[] { GradientNorm.Measure(parameters) }),
        };
        Collect(outputs, "out.grad.", parameters, item => item.grad!.clone());
        return outputs;
    }

    private static Dictionary<string, Tensor> Buckets(GoldenCase golden)
    {
        var config = golden.Config;
        var grid = new BucketGrid(
            config.GetProperty("base_size").GetInt32(), config.GetProperty("patch").GetInt32(),
            config.GetProperty("durations").EnumerateArray().Select(item => item.GetInt32()), config.GetProperty("target_frames").GetInt32(),
            config.GetProperty("token_budget").GetInt32(), config.GetProperty("max_ratio").GetDouble());
        using var media = golden.Input("media");
        var values = media.data<long>().ToArray();
        var rows = values.Chunk(4).SelectMany(row =>
        {
            var clip = new BucketClip((int)row[0], (int)row[1], (int)row[2], row[3] / 1000.0);
            var cut = grid.Cut(clip);
            var scale = Math.Max((double)cut.Size.Height / clip.Height, (double)cut.Size.Width / clip.Width);
            var isShort = (int)(clip.Width * scale) < cut.Size.Width || (int)(clip.Height * scale) < cut.Size.Height;
            return new[]
            {
                cut.Size.Width, cut.Size.Height, cut.Frames, cut.Stride, cut.Resized.Width, cut.Resized.Height, cut.CropLeft, cut.CropTop,
                cut.LatentFrames, cut.Tokens, cut.BatchSize, isShort ? 1f : 0f,
            };
        });
        return new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["out.bucket"] = tensor(rows.ToArray(), [values.Length / 4, 12]),
            ["out.bucket_list_wh"] = tensor(grid.Sizes.SelectMany(size => new float[] { size.Width, size.Height }).ToArray(), [grid.Sizes.Count, 2]),
        };
    }

    private static double Accumulate(GoldenCase golden, HunyuanVideoTransformer network, int step, int accumulation, Dictionary<string, Tensor> outputs)
    {
        var total = 0.0;
        for (var micro = 0; micro < accumulation; micro++)
        {
            var index = (step * accumulation) + micro;
            var batch = new TransformerBatch(
                golden.Input("latents")[index], golden.Input("noise")[index], golden.Input("t")[index], golden.Input("text_states")[index],
                golden.Input("text_mask")[index], golden.Input("text_states_2")[index],
                golden.HasInput("guidance") ? golden.Input("guidance")[index] : null);
            var (predicted, loss) = FlowStep.Run(network, batch);
            var mean = loss.mean() / accumulation;
            mean.backward();
            total += mean.ToDouble();
            if (index == 0)
            {
                outputs["mid.x_t"] = FlowMatching.Interpolate(batch.Latents, batch.Noise, batch.T);
                outputs["mid.u_t"] = FlowMatching.Velocity(batch.Latents, batch.Noise);
                outputs["out.pred"] = predicted.detach();
                outputs["out.loss_per_sample"] = loss.detach();
            }
        }

        return total;
    }

    private static void Collect(
        Dictionary<string, Tensor> outputs, string prefix, List<KeyValuePair<string, TorchSharp.Modules.Parameter>> parameters,
        Func<TorchSharp.Modules.Parameter, Tensor> value)
    {
        foreach (var (key, parameter) in parameters)
        {
            outputs[prefix + key] = value(parameter);
        }
    }

    private static void Collect(
        Dictionary<string, Tensor> outputs, string prefix, Dictionary<string, Tensor> before,
        List<KeyValuePair<string, TorchSharp.Modules.Parameter>> parameters)
    {
        foreach (var (key, parameter) in parameters)
        {
            outputs[prefix + key] = parameter.detach() - before[key];
        }
    }

    private static AdamWOptions ReadAdamW(JsonElement train) => new()
    {
        Beta1 = train.GetProperty("beta1").GetDouble(),
        Beta2 = train.GetProperty("beta2").GetDouble(),
        Epsilon = train.GetProperty("eps").GetDouble(),
        WeightDecay = train.GetProperty("weight_decay").GetDouble(),
        SparesVectors = train.GetProperty("no_decay_1d").GetBoolean(),
    };

    private static double RateOf(JsonElement train, int step)
    {
        var options = new OptimisationOptions
        {
            Steps = train.GetProperty("steps").GetInt32(),
            LearningRate = train.GetProperty("lr").GetDouble(),
            WarmupSteps = train.GetProperty("warmup_steps").GetInt32(),
            FinalRateShare = 1,
        };
        return options.RateAt(step + 1);
    }

    private static Dictionary<string, Tensor> TransformLevels(GoldenCase golden)
    {
        var normals = Doubles(golden, "u_normal");
        var uniforms = Doubles(golden, "u_uniform");
        var shifts = golden.Config.GetProperty("shifts").EnumerateArray().Select(item => item.GetDouble()).ToArray();
        var grids = golden.Config.GetProperty("latent_grids_hw").EnumerateArray().Select(item => (Height: item[0].GetInt32(), Width: item[1].GetInt32())).ToArray();
        var margin = golden.Config.GetProperty("eps15").GetDouble();
        var mode = golden.Config.GetProperty("mode_scale").GetDouble();
        var draws = normals.Select(TimestepDistribution.LogitNormal).ToArray();
        var sigmas = draws.Select(draw => TimestepDistribution.Shift(draw, shifts[1])).ToArray();
        return new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["out.lognorm"] = tensor(draws),
            ["out.shift_noise_at_1"] = Rows(shifts, draws, (shift, draw) => TimestepDistribution.Shift(draw, shift)),
            ["out.shift_data_at_1"] = Rows(shifts, draws, (shift, draw) => TimestepDistribution.ShiftData(draw, shift)),
            ["out.t_model"] = Rows(shifts, draws, (shift, draw) => 1000 * TimestepDistribution.Shift(draw, shift)),
            ["out.hv15_timestep"] = Rows(shifts, draws, (shift, draw) => 1000 * TimestepDistribution.Shift(TimestepDistribution.Inset(draw, margin), shift)),
            ["out.mode_1p29"] = tensor(uniforms.Select(uniform => TimestepDistribution.Mode(uniform, mode)).ToArray()),
            ["out.mu_by_grid"] = tensor(grids.Select(grid => TimestepDistribution.LogShiftForGrid(grid.Height, grid.Width)).ToArray()),
            ["out.flux_shift"] = Rows([.. grids.Select(grid => TimestepDistribution.ShiftForGrid(grid.Height, grid.Width))], draws, (shift, draw) => TimestepDistribution.Shift(draw, shift)),
            ["out.weight_cosmap"] = tensor(sigmas.Select(LossWeight.CosineMap).ToArray()),
            ["out.weight_sigma_sqrt"] = tensor(sigmas.Select(LossWeight.InverseSquare).ToArray()),
            ["out.guidance_x1000_bf16"] = tensor(Doubles(golden, "guidance").Select(guidance => Guidance.EmbeddedValue(guidance, bf16Compat: true)).ToArray()),
        };
    }

    private static double[] Doubles(GoldenCase golden, string input)
    {
        using var values = golden.Input(input).to(float64);
        return values.data<double>().ToArray();
    }

    private static Tensor Rows(double[] rows, double[] columns, Func<double, double, double> value) =>
        tensor(rows.SelectMany(row => columns.Select(column => value(row, column))).ToArray(), [rows.Length, columns.Length]);
}
