using HunyuanVideo.Diffusion;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Diffusion;

public sealed class EulerSamplerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Constant_velocity_moves_by_the_whole_sigma_range()
    {
        using var scope = NewDisposeScope();
        var noise = tensor([1f, 2f, 3f, 4f], [1, 1, 1, 2, 2]);

        var latents = new EulerSampler(FlowSchedule.Create(20, 7)).Sample((x, _) => ones_like(x), noise, cancellationToken: Stop);

        Assert.Equal([0f, 1f, 2f, 3f], latents.data<float>(), (a, b) => Math.Abs(a - b) < 1e-6f);   // σ: 1 → 0
    }

    [Fact]
    public void True_velocity_of_a_known_point_leads_there_from_any_noise()
    {
        using var scope = NewDisposeScope();
        var data = tensor([0.5f, -1f], [1, 1, 1, 1, 2]);
        var noise = NoiseSource.Draw(3, [1, 1, 1, 1, 2]);

        // x = (1 − σ)·data + σ·noise and v = noise − data, so v = (x − data)/σ whatever the noise was.
        var latents = new EulerSampler(FlowSchedule.Create(9, 3)).Sample((x, t) => (x - data) / (t / 1000), noise, cancellationToken: Stop);

        Assert.Equal(data.data<float>(), latents.data<float>(), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Resuming_after_a_step_gives_the_same_bits()
    {
        using var scope = NewDisposeScope();
        var noise = NoiseSource.Draw(1, [1, 2, 2, 3, 3]);
        Tensor? halfWay = null;
        var whole = new EulerSampler(FlowSchedule.Create(6, 7))
        {
            StepFinished = step => halfWay = step.Done == 3 ? step.Latents.clone().DetachFromDisposeScope() : halfWay,
        }.Sample(Swirl, noise, cancellationToken: Stop);

        var resumed = new EulerSampler(FlowSchedule.Create(6, 7)).Sample(Swirl, halfWay!, firstStep: 3, Stop);

        Assert.Equal(whole.data<float>(), resumed.data<float>());
        halfWay!.Dispose();
    }

    [Fact]
    public void Non_finite_velocity_stops_the_run_and_names_step_and_tensor()
    {
        using var scope = NewDisposeScope();
        var calls = 0;
        var sampler = new EulerSampler(FlowSchedule.Create(5, 7)) { Diagnose = (_, _) => "double.3.img" };

        var fault = Assert.Throws<NonFiniteException>(() => sampler.Sample((x, _) => ++calls == 2 ? x / 0 : x, ones([1, 1, 1, 2, 2]), cancellationToken: Stop));

        Assert.StartsWith("step 2 of 5 gave values that are not finite, first in 'double.3.img'.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_ends_after_the_step_that_was_running()
    {
        using var scope = NewDisposeScope();
        using var cancellation = new CancellationTokenSource();
        var done = 0;
        var sampler = new EulerSampler(FlowSchedule.Create(5, 7))
        {
            StepFinished = step =>
            {
                done = step.Done;
                cancellation.Cancel();
            },
        };

        Assert.Throws<OperationCanceledException>(() => sampler.Sample(Swirl, ones([1, 1, 1, 2, 2]), 0, cancellation.Token));
        Assert.Equal(1, done);
    }

    [Fact]
    public void A_run_leaves_only_its_result_alive()
    {
        using var scope = NewDisposeScope();
        var noise = NoiseSource.Draw(1, [1, 1, 1, 2, 2]);
        var before = scope.DisposablesCount;

        new EulerSampler(FlowSchedule.Create(5, 7)).Sample(Guidance.Wrap(Swirl, 2, 0.5), noise, cancellationToken: Stop);

        Assert.Equal(before + 1, scope.DisposablesCount);
    }

    private static Tensor Swirl(Tensor latents, Tensor timestep) => (latents * 0.3) + (timestep.view(-1, 1, 1, 1, 1) / 1000).sin();
}
