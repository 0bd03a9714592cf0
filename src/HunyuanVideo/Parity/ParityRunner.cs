using System.Collections.Frozen;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Parity;

/// <summary>Computes a golden case with this program's networks and compares every output with the reference's.</summary>
public static class ParityRunner
{
    /// <summary>What computes each kind: name of an output → tensor; null for a task that does not exist yet. The caller's dispose scope owns the tensors.</summary>
    private static readonly FrozenDictionary<string, Func<GoldenCase, IReadOnlyDictionary<string, Tensor>?>> Kinds =
        new Dictionary<string, Func<GoldenCase, IReadOnlyDictionary<string, Tensor>?>>(StringComparer.Ordinal)
        {
            ["scheduler"] = SchedulerParity.Compute,
            ["vae"] = VaeParity.Compute,
            ["llama"] = TextEncoderParity.Llama,
            ["clip-text"] = TextEncoderParity.ClipText,
            ["vae-tiled"] = VaeParity.Compute,
            ["dit"] = TransformerParity.RunTransformer,
            ["rope"] = TransformerParity.RunRope,
            ["token-refiner"] = TransformerParity.RunTokenRefiner,
            ["t2v-e2e"] = TextToVideoParity.Compute,
            ["train-step"] = TrainStepParity.Run,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Kinds that can be computed, ordered.</summary>
    public static IReadOnlyList<string> SupportedKinds { get; } = [.. Kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Runs one case in float32 on the CPU; a case that is malformed or asks for what its kind lacks is a result with a fault.</summary>
    public static ParityResult Run(GoldenCase golden)
    {
        ArgumentNullException.ThrowIfNull(golden);
        using var scope = NewDisposeScope();
        try
        {
            return !Kinds.TryGetValue(golden.Kind, out var compute) || compute(golden) is not { } actual
                ? new ParityResult(golden.Kind, golden.Name, [])
                : new ParityResult(golden.Kind, golden.Name, [.. golden.Outputs.Select(output => Compare(golden, output, actual))]);
        }
        catch (Exception fault) when (fault is InputException or KeyNotFoundException)
        {
            return new ParityResult(golden.Kind, golden.Name, [], fault.Message);
        }
    }

    private static ParityOutput Compare(GoldenCase golden, string output, IReadOnlyDictionary<string, Tensor> actual)
    {
        using var scope = NewDisposeScope();
        var expected = golden.Expected(output).to(float64);
        if (!actual.TryGetValue(output, out var value) || !value.shape.SequenceEqual(expected.shape))
        {
            return new ParityOutput(output, double.PositiveInfinity, golden.Tolerance(output));
        }

        var difference = (value.to(float64) - expected).norm().ToDouble();
        var scale = expected.norm().ToDouble();
        var error = difference == 0 ? 0 : difference / scale;
        return new ParityOutput(output, double.IsNaN(error) ? double.PositiveInfinity : error, golden.Tolerance(output));
    }
}
