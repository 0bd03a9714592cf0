using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HunyuanVideo.Tests.Training.Optimisation;

public sealed class EmaTests
{
    [Fact]
    public void Average_starts_at_the_parameters_and_follows_them()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(new[] { 1f, -2 }).clone());
        using var ema = new Ema([KeyValuePair.Create("p", parameter)]);
        double[] expected = [1, -2];

        foreach (var (decay, value) in new[] { (0.5, 3.0), (0.9, -1.0), (0.99, 100.0) })
        {
            Fill(parameter, (float)value);
            ema.Update(decay);
            expected = [.. expected.Select(average => (decay * average) + ((1 - decay) * value))];
        }

        Assert.All(expected.Zip(Averages(ema)), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Swapping_puts_the_averages_in_place_and_back()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(2));
        using var ema = new Ema([KeyValuePair.Create("p", parameter)]);
        Fill(parameter, 5);

        using (ema.Swap())
        {
            Assert.Equal([1f, 1f], parameter.data<float>());
        }

        Assert.Equal([5f, 5f], parameter.data<float>());
        Assert.Equal([1f, 1f], Averages(ema));
    }

    [Fact]
    public void Averages_come_back_from_a_checkpoint()
    {
        using var scope = NewDisposeScope();
        using var scratch = new ScratchFolder();
        using var saved = new Ema([KeyValuePair.Create("p", new Parameter(full(2, 7f)))]);
        using var restored = new Ema([KeyValuePair.Create("p", new Parameter(zeros(2)))]);
        SafetensorsWriter.Write(scratch.Join("ema"), saved.ExportState());

        using (var file = SafetensorsFile.Open(scratch.Join("ema")))
        {
            restored.Restore(file);
        }

        Assert.Equal([7f, 7f], Averages(restored));
    }

    [Theory]
    [InlineData(0.999, 1, 2.0 / 11)]
    [InlineData(0.999, 90, 91.0 / 100)]
    [InlineData(0.999, 1_000_000, 0.999)]
    [InlineData(0.1, 1, 0.1)]
    public void Decay_warms_up_to_its_most(double most, long update, double expected) => Assert.Equal(expected, Ema.WarmDecay(most, update), 1e-15);

    private static float[] Averages(Ema ema) => ema.ExportState()[0].Value.data<float>().ToArray();

    private static void Fill(Parameter parameter, float value)
    {
        using var noGradient = no_grad();
        parameter.fill_(value);
    }
}
