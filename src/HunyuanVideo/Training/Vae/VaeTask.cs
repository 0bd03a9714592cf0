using System.Globalization;
using System.Text;
using HunyuanVideo.Evaluation;
using HunyuanVideo.Media;
using HunyuanVideo.Pipelines;
using HunyuanVideo.Random;
using HunyuanVideo.Synthetic;
using HunyuanVideo.Tensors;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Training.Recipes;
using HunyuanVideo.Training.Toy;
using HunyuanVideo.Vae;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Vae;

/// <summary>Trains the VAE: L1 and squared error, perceptual and adversarial loss on pixels, KL on latents. Source: paper §4.1, spec training §5.</summary>
internal sealed class VaeTask : ITrainingTask
{
    private const int ScalingClips = 256;
    private const int PreviewClips = 6;
    private const string LastLayer = "decoder.conv_out.conv.weight";

    private readonly VaeRecipe _recipe;
    private readonly ClipSize _size;
    private readonly Device _device;
    private readonly CausalVae _vae;
    private readonly ComputeCopy<CausalVae> _compute;
    private readonly Ahead<VaeDraw> _examples;
    private readonly PerceptualDistance? _perceptual;
    private readonly Adversary? _adversary;
    private readonly Parameter _lastLayer;

    /// <param name="recipe">What to train.</param>
    /// <param name="dtype">Type of the passes.</param>
    /// <param name="device">Where they are computed.</param>
    public VaeTask(VaeRecipe recipe, ScalarType dtype, Device device)
    {
        (_recipe, _device) = (recipe, device);
        _size = new ClipSize(recipe.Size, recipe.Size, recipe.Frames, 8);
        var config = VaeConfigJson.Parse(Encoding.UTF8.GetBytes(recipe.Config.GetRawText()), "config");
        _vae = new CausalVae(config, device);
        _compute = new ComputeCopy<CausalVae>(_vae, type => new CausalVae(config, device, type), dtype);
        TrainedParts.Start(_vae, recipe, seed => _vae.InitializeForTraining(seed));
        _perceptual = recipe.PerceptualWeight > 0 ? new PerceptualDistance(ResNetFeatures.ShippedPath, device) : null;
        _adversary = recipe.Adversarial is { } options ? new Adversary(options, recipe.Seed, device) : null;
        _lastLayer = _compute.Network.named_parameters().Single(item => item.name == LastLayer).parameter;
        _examples = new Ahead<VaeDraw>(new VaeExamples(recipe).Draw);
        FreezeUntrained(_vae);
        FreezeUntrained(_compute.Network);
        Parameters = [.. _vae.named_parameters().Where(item => recipe.Trains(item.name)).Select(item => KeyValuePair.Create(item.name, item.parameter))];
    }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    public IReadOnlyList<KeyValuePair<string, Parameter>> Opponent => _adversary?.Parameters ?? [];

    public ScalarType Dtype => _compute.Dtype;

    public double AddGradients(long update, IDictionary<string, double> metrics)
    {
        using var scope = NewDisposeScope();
        if (_recipe.PhaseOf(update).Frames == 1)
        {
            FoldPastTaps();
        }

        var draw = _examples.Take(update);
        var video = AlignedTensor.Copy(draw.Pixels, draw.Shape).to(_device);                            // [B, 3, F, H, W]
        _compute.TakeValues();
        using var posterior = new Posterior(_compute.Network.EncodeMoments(video.to(Dtype)).to(float32));
        var noise = Noise(update, posterior.Mean);
        var reconstructed = _compute.Network.Decode(posterior.Sample(noise).to(Dtype)).to(float32);     // [B, 3, F, H, W]
        var error = reconstructed - video;
        var (l1, squared) = (error.abs().mean(), error.square().mean());
        var kl = posterior.Kl().mean() / (video.numel() / draw.Shape[0]);
        metrics["l1"] = l1.ToDouble();
        metrics["kl"] = kl.ToDouble();
        metrics["psnr"] = Psnr(reconstructed, video);
        var loss = l1 + (_recipe.SquaredWeight * squared) + (_recipe.KlWeight * kl);
        if (_perceptual is not null)
        {
            var distance = _perceptual.Between(reconstructed, video);
            metrics["perceptual"] = distance.ToDouble();
            loss += _recipe.PerceptualWeight * distance;
        }

        var isOpposed = _adversary?.TakesPart(update) ?? false;
        var total = isOpposed ? loss + _adversary!.Term(reconstructed, loss, _lastLayer, update) : loss;
        total.backward();
        _compute.HandGradients();
        if (isOpposed)
        {
            _adversary!.AddGradients(video, reconstructed, update, metrics);
        }

        return loss.ToDouble();
    }

    /// <summary>Writes held-back clips, each above its reconstruction.</summary>
    public void Preview(long update, string folder)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var scenes = Enumerable.Range(0, PreviewClips).Select(i => ToyVideos.Scene(_recipe.Seed, i, _recipe.Levels, Split.Unseen));
        var video = ToyVideos.Whole([.. scenes.Select(scene => SceneRenderer.Render(scene, _size))]).to(_device);          // [N, 3, F, H, W]
        using var posterior = new Posterior(_vae.EncodeMoments(video));
        var reconstructed = _vae.Decode(posterior.Mode);
        var rows = Enumerable.Range(0, PreviewClips).SelectMany(i => new[]
        {
            Row(video[i], "original"),
            Row(reconstructed[i], string.Create(CultureInfo.InvariantCulture, $"reconstructed, {Psnr(reconstructed[i], video[i]):F1} dB")),
        });
        var sheet = ContactSheet.Compose([.. rows], columns: 9);
        PngFile.Write(Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $"reconstructions-{update:D6}.png")), sheet.Pixels, sheet.Width, sheet.Height);
    }

    private SheetClip Row(Tensor video, string caption) => new(RgbFrames.VideoToBytes(video), _size.Frames, _size.Height, _size.Width, caption);

    public void Export()
    {
        var config = _vae.Config with { ScalingFactor = _recipe.TrainsEncoder ? MeasureScalingFactor() : StartingScalingFactor() };
        ModelExport.Write(_vae, VaeConfigJson.Write(config, VaeConfigLayout.Diffusers), Path.Join(_recipe.Model, ModelLayout.Vae), ModelExport.DiffusionWeights);
    }

    public void Dispose()
    {
        _examples.Dispose();
        _perceptual?.Dispose();
        _adversary?.Dispose();
        _compute.Dispose();
        _vae.Dispose();
    }

    /// <summary>
    /// Moves the weight of every convolution's taps on earlier frames to the tap on the present one. A picture is
    /// repeated before itself, so this changes nothing for it; but training on pictures spreads the weight evenly over
    /// the taps, and such layers, one after the other, lag a whole clip behind what moves.
    /// </summary>
    private void FoldPastTaps()
    {
        using var noGradient = no_grad();
        foreach (var (_, weight) in Parameters.Where(item => item.Value.dim() == 5 && item.Value.shape[2] > 1))
        {
            using var scope = NewDisposeScope();
            var past = weight.narrow(2, 0, weight.shape[2] - 1);                    // [Co, Ci, 2, 3, 3]
            weight.narrow(2, weight.shape[2] - 1, 1).add_(past.sum(2, keepdim: true));
            past.zero_();
        }
    }

    private void FreezeUntrained(CausalVae network)
    {
        foreach (var (name, parameter) in network.named_parameters().Where(item => !_recipe.Trains(item.name)))
        {
            parameter.requires_grad = false;
        }
    }

    private double StartingScalingFactor() =>
        VaeConfigJson.Read(Path.Join(_recipe.InitialWeights, "config.json")).ScalingFactor;

    private Tensor Noise(long update, Tensor mean)
    {
        var values = new float[mean.numel()];
        Philox.For(_recipe.Seed, "vae.noise", (ulong)update).FillNormal(values);
        return AlignedTensor.Copy(values, mean.shape).to(_device);
    }

    /// <summary>1 / standard deviation of the latents of whole clips, all elements pooled: unit variance for the transformer.</summary>
    private double MeasureScalingFactor()
    {
        var (sum, squares, count) = (0.0, 0.0, 0L);
        for (var i = 0; i < ScalingClips; i += 8)
        {
            using var scope = NewDisposeScope();
            var clips = Enumerable.Range(i, 8).Select(k => SceneRenderer.Render(ToyVideos.Scene(_recipe.Seed, k, _recipe.Levels, Split.Seen), _size));
            using var posterior = new Posterior(_vae.EncodeMoments(ToyVideos.Whole([.. clips]).to(_device)));
            var latents = posterior.Mode.to(float64);
            sum += latents.sum().ToDouble();
            squares += latents.square().sum().ToDouble();
            count += latents.numel();
        }

        var mean = sum / count;
        return 1 / Math.Sqrt((squares / count) - (mean * mean));
    }

    private static double Psnr(Tensor reconstructed, Tensor video)
    {
        var error = (reconstructed.clamp(-1, 1) - video).square().mean().ToDouble() / 4;   // on the scale 0…1
        return -10 * Math.Log10(Math.Max(error, 1e-12));
    }
}
