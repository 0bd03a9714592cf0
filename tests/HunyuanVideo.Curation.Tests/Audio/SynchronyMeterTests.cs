using HunyuanVideo.Curation.Audio;
using HunyuanVideo.Curation.Bench;

namespace HunyuanVideo.Curation.Tests.Audio;

public sealed class SynchronyMeterTests
{
    private const int Toys = 24;
    private static readonly AudioOptions Options = new();

    [Fact]
    public void Sound_in_step_is_told_from_late_early_and_foreign_sound()
    {
        var (right, wrong, faults) = SynchronyBench.Trials(Toys, TestContext.Current.CancellationToken);
        var auc = right.SelectMany(score => wrong, (score, other) => score > other ? 1.0 : score == other ? 0.5 : 0).Average();
        TestContext.Current.TestOutputHelper?.WriteLine($"AUC {auc:0.000}, largest fault of the lag {faults.Max():0} ms, median {Quantiles.Median([.. faults]):0} ms");

        Assert.InRange(auc, 0.97, 1);
        Assert.All(faults, fault => Assert.InRange(fault, 0, 20));
    }

    [Fact]
    public void Onsets_lie_where_the_toy_world_strikes()
    {
        var toy = new BouncingToy(3);
        var heard = OnsetEnvelope.Peaks(Envelope(toy.Sound(0)), Options.Synchrony).Select(frame => OnsetEnvelope.Time(frame, Options.Synchrony)).ToArray();

        Assert.NotEmpty(heard);
        Assert.All(heard, time => Assert.Contains(toy.Onsets, onset => Math.Abs(onset.Seconds - time) <= 0.02));
        Assert.InRange(heard.Length, 0.7 * toy.Onsets.Count, toy.Onsets.Count);
    }

    [Fact]
    public void One_onset_tells_nothing()
    {
        var sound = new float[192_000];
        LevelMeterTests.Tone(800, 0.5, 1).Select((sample, i) => sample * MathF.Exp(-i / 4800f)).ToArray().CopyTo(sound, 96_000);

        Assert.Null(SynchronyMeter.Measure(Envelope(sound), [new BouncingToy(1).LumaChange], Options.Synchrony));
    }

    [Fact]
    public void A_still_picture_tells_nothing()
    {
        var still = new TimedSeries([.. Enumerable.Range(0, 99).Select(i => i / 25.0)], new double[99]);

        Assert.Null(SynchronyMeter.Measure(Envelope(new BouncingToy(1).Sound(0)), [still, new TimedSeries([], [])], Options.Synchrony));
    }

    private static double[] Envelope(float[] sound) => OnsetEnvelope.Of(SoundFrames.Of(sound, Options.Frames), Options.Synchrony);
}
