using HunyuanVideo.Training.Recipes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Training.Vae;

/// <summary>The discriminator's part in an update: what it adds to the VAE's loss, and its own gradients. Source: spec training §5.2.</summary>
internal sealed class Adversary : IDisposable
{
    private const double LeastNorm = 1e-4;
    private const double LargestBalance = 1e4;

    private readonly AdversarialOptions _options;
    private readonly PatchDiscriminator _network;

    /// <param name="options">Its shape and schedule.</param>
    /// <param name="seed">Draws its weights.</param>
    /// <param name="device">Where clips lie.</param>
    public Adversary(AdversarialOptions options, ulong seed, Device device)
    {
        (_options, _network) = (options, new PatchDiscriminator(options.Channels, options.Levels, seed));
        _network.to(device);
        Parameters = [.. _network.named_parameters().Select(item => KeyValuePair.Create("discriminator." + item.name, item.parameter))];
    }

    /// <summary>What is trained, named apart from the VAE's.</summary>
    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    /// <summary>Whether update <paramref name="update"/> has a discriminator.</summary>
    public bool TakesPart(long update) => _options.ShareAt(update) > 0;

    /// <summary>
    /// The term −D(reconstruction) in the balance of the other losses: scaled so that both pull equally on the last layer,
    /// times the weight of this update. The caller's scope owns it.
    /// </summary>
    /// <param name="reconstructed">Pixels <c>[B, 3, F, H, W]</c> with a graph.</param>
    /// <param name="otherLoss">The sum of the other losses.</param>
    /// <param name="lastLayer">Weight of the decoder's last layer.</param>
    /// <param name="update">Index of the update.</param>
    public Tensor Term(Tensor reconstructed, Tensor otherLoss, Parameter lastLayer, long update)
    {
        using var scope = NewDisposeScope();
        SetTrained(false);      // the VAE's pass must leave no gradient here
        var term = -_network.forward(reconstructed).mean();
        var balance = Norm(otherLoss, lastLayer) / (Norm(term, lastLayer) + LeastNorm);
        return (term * (Math.Min(balance, LargestBalance) * _options.Weight * _options.ShareAt(update))).MoveToOuterDisposeScope();
    }

    /// <summary>Adds the gradients of the hinge loss that tells footage from reconstruction, and of R1 where it is due.</summary>
    /// <param name="video">Pixels <c>[B, 3, F, H, W]</c>.</param>
    /// <param name="reconstructed">Pixels of the same shape; their graph is left alone.</param>
    /// <param name="update">Index of the update.</param>
    /// <param name="metrics">Receives the loss and how often either is told right.</param>
    public void AddGradients(Tensor video, Tensor reconstructed, long update, IDictionary<string, double> metrics)
    {
        using var scope = NewDisposeScope();
        SetTrained(true);
        var (real, made) = (_network.forward(video), _network.forward(reconstructed.detach()));
        var loss = (1 - real).relu().mean() + (1 + made).relu().mean();
        loss.backward();
        if (_options.HasR1(update))
        {
            var squared = _network.SquaredGradient(video);
            (squared * (_options.R1Weight / 2 * _options.R1Every)).backward();
            metrics["discriminator_r1"] = squared.ToDouble();
        }

        metrics["discriminator_loss"] = loss.ToDouble();
        metrics["discriminator_real"] = real.gt(0).to(float32).mean().ToDouble();
        metrics["discriminator_made"] = made.lt(0).to(float32).mean().ToDouble();
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private static double Norm(Tensor loss, Parameter lastLayer)
    {
        using var scope = NewDisposeScope();
        return autograd.grad([loss], [lastLayer], retain_graph: true)[0].to(float32).norm().ToDouble();
    }

    private void SetTrained(bool isTrained)
    {
        foreach (var (_, parameter) in Parameters)
        {
            parameter.requires_grad = isTrained;
        }
    }
}
