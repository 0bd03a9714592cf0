using HunyuanVideo.Random;
using HunyuanVideo.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace HunyuanVideo.Vae;

/// <summary>The causal 3D variational auto-encoder: clips of 4k+1 frames to latents and back.</summary>
/// <remarks>
/// Keys: <c>encoder</c>, <c>quant_conv</c>, <c>post_quant_conv</c>, <c>decoder</c>, as published. Convolutions and
/// attention are causal in time; the norms are not, so a part of a clip is not the clip's part. Gradients flow through
/// everything; inside <c>no_grad</c> work is done in place. Source: spec vae §1–§7.
/// </remarks>
public sealed class CausalVae : nn.Module
{
    private const double FirstLogVariance = -5;

    [ComponentName(Name = "encoder")] private readonly VaeEncoder _encoder;
    [ComponentName(Name = "decoder")] private readonly VaeDecoder _decoder;
    [ComponentName(Name = "quant_conv")] private readonly Conv3d _quantConv;
    [ComponentName(Name = "post_quant_conv")] private readonly Conv3d _postQuantConv;

    /// <param name="config">Shape of the network.</param>
    /// <param name="device">Where the parameters lie; the meta device gives keys and shapes alone.</param>
    /// <param name="dtype">Type of the parameters and of what the network takes.</param>
    /// <exception cref="ConfigException">The configuration breaks a rule.</exception>
    public CausalVae(VaeConfig config, Device? device = null, ScalarType? dtype = null) : base(nameof(CausalVae))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        var placement = new Placement(device, dtype);
        Conv3d Pointwise(int channels) => nn.Conv3d(channels, channels, 1L, device: device, dtype: dtype);
        _encoder = new VaeEncoder(config, placement);
        _decoder = new VaeDecoder(config, placement);
        _quantConv = Pointwise(2 * config.LatentChannels);
        _postQuantConv = Pointwise(config.LatentChannels);
        RegisterComponents();
    }

    /// <summary>What the network was built from.</summary>
    public VaeConfig Config { get; }

    /// <summary>Mean and log variance of the latents of a clip; see <see cref="Posterior"/>.</summary>
    /// <param name="video">Pixels <c>[B, 3, F, H, W]</c> in −1…1, F = 4k+1; stays the caller's.</param>
    /// <param name="trace">Receives the check points <c>encoder.*</c>.</param>
    /// <returns>Moments <c>[B, 2Z, (F−1)/4+1, ⌈H/8⌉, ⌈W/8⌉]</c>; the caller owns them.</returns>
    /// <exception cref="InputException">The clip has another shape or length.</exception>
    public Tensor EncodeMoments(Tensor video, Trace? trace = null)
    {
        CheckVideo(video);
        using var hidden = _encoder.forward(video, trace);
        return _quantConv.forward(hidden);
    }

    /// <summary>Pixels of <paramref name="latents"/>, about −1…1 but not clamped.</summary>
    /// <param name="latents">Unscaled latents <c>[B, Z, T, h, w]</c> (see <see cref="Unscale"/>); stay the caller's.</param>
    /// <param name="trace">Receives the check points <c>decoder.*</c>.</param>
    /// <returns>Pixels <c>[B, 3, 4(T−1)+1, 8h, 8w]</c>; the caller owns them.</returns>
    /// <exception cref="InputException">The latents have another shape.</exception>
    public Tensor Decode(Tensor latents, Trace? trace = null)
    {
        CheckLatents(latents);
        using var hidden = _postQuantConv.forward(latents);
        trace?.Invoke("decoder.post_quant", hidden);
        return _decoder.forward(hidden, trace);
    }

    /// <summary>The transformer's latents from the VAE's; the caller owns them.</summary>
    public Tensor Scale(Tensor latents)
    {
        ArgumentNullException.ThrowIfNull(latents);
        return latents * Config.ScalingFactor;
    }

    /// <summary>The VAE's latents from the transformer's; the caller owns them.</summary>
    public Tensor Unscale(Tensor latents)
    {
        ArgumentNullException.ThrowIfNull(latents);
        return latents / Config.ScalingFactor;
    }

    /// <summary>
    /// Draws all parameters for training from nothing: weights normal with variance 1/fan-in, biases zero, norms one,
    /// residual blocks the identity, the posterior quiet. Each parameter has its own sequence of (<paramref name="seed"/>, key).
    /// </summary>
    public void InitializeForTraining(ulong seed)
    {
        using var noGradient = no_grad();
        foreach (var (key, parameter) in named_parameters())
        {
            if (parameter.Dimensions == 1)
            {
                parameter.fill_(key.EndsWith(".bias", StringComparison.Ordinal) ? 0 : 1);
                continue;
            }

            if (key.EndsWith("conv2.conv.weight", StringComparison.Ordinal))
            {
                parameter.zero_();      // every residual block starts as the identity
                continue;
            }

            var values = new float[parameter.numel()];
            Philox.For(seed, "vae " + key).FillNormal(values);
            using var normal = tensor(values, parameter.shape);
            using var scaled = normal / Math.Sqrt((double)parameter.numel() / parameter.shape[0]);
            parameter.copy_(scaled);
        }

        // At log variance 0 the noise drowns what little the untrained encoder says of small things, and they are never learned.
        using var logVariance = _quantConv.bias!.narrow(0, Config.LatentChannels, Config.LatentChannels);
        logVariance.fill_(FirstLogVariance);
    }

    internal void CheckVideo(Tensor video)
    {
        ArgumentNullException.ThrowIfNull(video);
        CheckShape("video", video, Config.InChannels);
        var frames = video.shape[2];
        if (frames % Config.TimeCompression != 1)
        {
            var below = ((frames - 1) / Config.TimeCompression * Config.TimeCompression) + 1;
            throw new InputException($"video has {frames} frames, not 4k+1; use {below} or {below + Config.TimeCompression}.");
        }
    }

    internal void CheckLatents(Tensor latents)
    {
        ArgumentNullException.ThrowIfNull(latents);
        CheckShape("latents", latents, Config.LatentChannels);
    }

    private static void CheckShape(string name, Tensor value, int channels)
    {
        var shape = value.shape;
        if (shape.Length != 5 || shape[1] != channels || shape.Any(size => size < 1))
        {
            throw new InputException(
                $"{name}: shape is [{string.Join(", ", shape)}]; it must be [batch, {channels}, time, height, width], nothing empty.");
        }
    }
}
