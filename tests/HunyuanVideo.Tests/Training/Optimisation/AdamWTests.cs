using HunyuanVideo.Tests.Weights;
using HunyuanVideo.Training.Optimisation;
using HunyuanVideo.Weights;
using static TorchSharp.torch;
using AdamW = HunyuanVideo.Training.Optimisation.AdamW;
using Parameter = TorchSharp.Modules.Parameter;

namespace HunyuanVideo.Tests.Training.Optimisation;

public sealed class AdamWTests
{
    private const double Rate = 0.01;
    private const double Tolerance = 1e-6;      // of values near 1: a few float32 roundings of 6e-8

    private static readonly double[][] Gradients = [[0.5, -2, 1e-3, 0], [0.1, 1, -1e-3, 0], [-3, 0.25, 2e-3, 0]];

    [Theory]
    [InlineData(0.9, 0.95, 1e-8, 0.01, true)]
    [InlineData(0.0, 0.999, 1e-3, 0.5, false)]
    [InlineData(0.8, 0.0, 1e-8, 0.0, true)]
    public void Matrices_and_vectors_move_as_the_plain_double_version_moves_them(double beta1, double beta2, double epsilon, double decay, bool sparesVectors)
    {
        using var scope = NewDisposeScope();
        var options = new AdamWOptions { Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon, WeightDecay = decay, SparesVectors = sparesVectors };
        var (matrix, vector, scalar) = (Start(2, 2), Start(4), Start());
        var parameters = Named(("matrix", matrix), ("vector", vector), ("scalar", scalar));
        using var optimizer = new AdamW(parameters, options);

        foreach (var gradient in Gradients)
        {
            parameters.ToList().ForEach(item => SetGradient(item.Value, gradient));
            optimizer.Step(Rate);
        }

        AssertClose(Plain(4, options, options.WeightDecay), matrix);
        AssertClose(Plain(4, options, sparesVectors ? 0 : decay), vector);
        AssertClose(Plain(1, options, sparesVectors ? 0 : decay), scalar);
        Assert.Equal(3, optimizer.UpdateCount);
    }

    [Fact]
    public void An_element_that_never_had_a_gradient_stays()
    {
        using var scope = NewDisposeScope();
        var parameter = Start(2, 2);
        using var optimizer = new AdamW(Named(("p", parameter)), new AdamWOptions { WeightDecay = 0 });

        SetGradient(parameter, [0, 0, 0, 0]);
        optimizer.Step(Rate);

        Assert.Equal(Values(4).Select(value => (float)value), parameter.data<float>());
    }

    [Fact]
    public void A_parameter_without_gradient_is_left_alone()
    {
        using var scope = NewDisposeScope();
        var parameter = Start(2, 2);
        using var optimizer = new AdamW(Named(("p", parameter)), new AdamWOptions { WeightDecay = 0.5 });

        optimizer.Step(Rate);

        Assert.Equal(Values(4).Select(value => (float)value), parameter.data<float>());
    }

    [Fact]
    public void A_restored_state_goes_on_with_the_same_bytes()
    {
        using var scope = NewDisposeScope();
        using var scratch = new ScratchFolder();
        var (whole, halves) = (Start(2, 2), Start(2, 2));
        using var undisturbed = new AdamW(Named(("p", whole)), new AdamWOptions());
        using var first = new AdamW(Named(("p", halves)), new AdamWOptions());
        using var second = new AdamW(Named(("p", halves)), new AdamWOptions());

        Step(undisturbed, whole, Gradients);
        Step(first, halves, Gradients[..2]);
        SafetensorsWriter.Write(scratch.Join("state"), first.ExportState());
        using (var state = SafetensorsFile.Open(scratch.Join("state")))
        {
            second.Restore(state, first.UpdateCount);
        }

        Step(second, halves, Gradients[2..]);

        Assert.Equal(whole.data<float>(), halves.data<float>());
    }

    [Fact]
    public void A_state_of_other_parameters_is_refused()
    {
        using var scope = NewDisposeScope();
        using var scratch = new ScratchFolder();
        using var optimizer = new AdamW(Named(("p", Start(4))), new AdamWOptions());
        using var other = new AdamW(Named(("q", Start(4))), new AdamWOptions());
        SafetensorsWriter.Write(scratch.Join("state"), other.ExportState());
        using var state = SafetensorsFile.Open(scratch.Join("state"));

        var fault = Assert.Throws<WeightFormatException>(() => optimizer.Restore(state, 1));

        Assert.Contains("m.p", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.1, 0.9, 1e-8, 0, "beta1")]
    [InlineData(0.9, 1, 1e-8, 0, "beta2")]
    [InlineData(0.9, double.NaN, 1e-8, 0, "beta2")]
    [InlineData(0.9, 0.9, 0, 0, "epsilon")]
    [InlineData(0.9, 0.9, 1e-8, -1, "weight_decay")]
    public void A_constant_out_of_range_is_named(double beta1, double beta2, double epsilon, double decay, string key)
    {
        var options = new AdamWOptions { Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon, WeightDecay = decay };

        Assert.StartsWith($"optimisation.adam_w.{key} ", Assert.Single(options.Faults()), StringComparison.Ordinal);
    }

    /// <summary>Element i after all gradients, by the formula in double. Source: spec training §4.1.</summary>
    private static double[] Plain(int count, AdamWOptions options, double decay) => [.. Values(count).Select((value, i) =>
    {
        var (first, second) = (0.0, 0.0);
        for (var n = 1; n <= Gradients.Length; n++)
        {
            var gradient = Gradients[n - 1][i];
            value *= 1 - (Rate * decay);
            first = (options.Beta1 * first) + ((1 - options.Beta1) * gradient);
            second = (options.Beta2 * second) + ((1 - options.Beta2) * gradient * gradient);
            value -= Rate * (first / (1 - Math.Pow(options.Beta1, n))) / (Math.Sqrt(second / (1 - Math.Pow(options.Beta2, n))) + options.Epsilon);
        }

        return value;
    })];

    private static void Step(AdamW optimizer, Parameter parameter, double[][] gradients)
    {
        foreach (var gradient in gradients)
        {
            SetGradient(parameter, gradient);
            optimizer.Step(Rate);
        }
    }

    private static double[] Values(int count) => [.. new[] { 1, -0.5, 0.75, 0.1 }.Take(count)];

    private static Parameter Start(params long[] shape) =>
        new(tensor(Values((int)shape.Aggregate(1L, (product, size) => product * size)), dtype: float32).reshape(shape).clone());

    private static void SetGradient(Parameter parameter, double[] gradient) =>
        parameter.grad = tensor([.. gradient.Take((int)parameter.numel())], dtype: float32).reshape(parameter.shape).clone();

    private static KeyValuePair<string, Parameter>[] Named(params (string Name, Parameter Value)[] parameters) =>
        [.. parameters.Select(item => KeyValuePair.Create(item.Name, item.Value))];

    private static void AssertClose(double[] expected, Parameter actual)
    {
        var values = actual.data<float>().ToArray();
        Assert.All(expected, (value, i) => Assert.Equal(value, values[i], Tolerance));
    }
}
