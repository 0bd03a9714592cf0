using System.Text.Json;
using System.Text.Json.Nodes;
using HunyuanVideo.Vae;
using HunyuanVideo.Weights;
using static TorchSharp.torch;

namespace HunyuanVideo.Parity;

/// <summary>Computes the golden kinds <c>vae</c> and <c>vae-tiled</c>. Source: spec vae §12.</summary>
internal static class VaeParity
{
    public static IReadOnlyDictionary<string, Tensor> Compute(GoldenCase golden)
    {
        using var noGradient = no_grad();
        var outputs = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var run = golden.Config.GetProperty("run");
        if (golden.Config.GetProperty("task").GetString() == "posterior")
        {
            AddPosterior(golden, golden.Input("moments"), run, outputs);
        }
        else
        {
            EncodeDecode(golden, run, outputs);
        }

        return outputs;
    }

    private static void EncodeDecode(GoldenCase golden, JsonElement run, Dictionary<string, Tensor> outputs)
    {
        using var vae = new CausalVae(ReadConfig(golden));
        using var weights = golden.Weights();
        ModuleWeights.LoadStrict(vae, weights);
        var tiled = ReadTiling(vae.Config, run) is { } tiling ? new TiledVae(vae, tiling) : null;
        void Keep(string name, Tensor value) => outputs.Add("mid." + name, value.clone());

        Tensor latents;
        if (run.GetProperty("encode").GetBoolean())
        {
            var moments = tiled?.EncodeMoments(golden.Input("x")) ?? vae.EncodeMoments(golden.Input("x"), Keep);
            latents = AddPosterior(golden, moments, run, outputs);
            outputs.Add("out.latents", vae.Scale(latents));
        }
        else
        {
            latents = golden.HasInput("z") ? golden.Input("z") : vae.Unscale(golden.Input("latents"));
        }

        if (run.GetProperty("decode").GetBoolean())
        {
            var video = tiled?.Decode(latents) ?? vae.Decode(latents, Keep);
            outputs.Add("out.x", video);
            outputs.Add("out.pixels", ((video / 2) + 0.5).clamp(0, 1));
        }
    }

    /// <summary>Adds everything that follows from the moments; returns what the decoder gets.</summary>
    private static Tensor AddPosterior(GoldenCase golden, Tensor moments, JsonElement run, Dictionary<string, Tensor> outputs)
    {
        using var posterior = new Posterior(moments);
        outputs.Add("out.moments", moments);
        outputs.Add("out.mean", posterior.Mean.clone());
        outputs.Add("out.logvar", posterior.LogVariance.clone());
        outputs.Add("out.std", posterior.Std());
        outputs.Add("out.kl", posterior.Kl());
        if (run.GetProperty("posterior").GetString() != "sample")
        {
            return outputs["out.mean"];
        }

        outputs.Add("out.sample", posterior.Sample(golden.Input("noise")));
        return outputs["out.sample"];
    }

    private static VaeConfig ReadConfig(GoldenCase golden)
    {
        var config = JsonObject.Create(golden.Config)!;
        config.Remove("task");
        config.Remove("run");
        return VaeConfigJson.Parse(JsonSerializer.SerializeToUtf8Bytes(config), golden.Name);
    }

    private static VaeTiling? ReadTiling(VaeConfig config, JsonElement run)
    {
        TileAxis Axis(string name) =>
            new(run.GetProperty("tile_sample_min_" + name).GetInt32(), run.GetProperty("tile_sample_stride_" + name).GetInt32());
        VaeTiling? geometry = run.TryGetProperty("tiling", out var tiling) ? tiling.GetString() switch
        {
            "tencent" => VaeTiling.Tencent(config),
            "diffusers" => VaeTiling.Diffusers(Axis("height"), Axis("width"), Axis("num_frames")),
            _ => null,
        } : null;
        return geometry is null ? null : geometry with
        {
            TilesSpace = run.GetProperty("spatial_tiling").GetBoolean(),
            TilesTime = run.GetProperty("temporal_tiling").GetBoolean(),
        };
    }
}
