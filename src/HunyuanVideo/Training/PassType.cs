using HunyuanVideo.Pipelines;
using HunyuanVideo.Training.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace HunyuanVideo.Training;

/// <summary>Chooses the type of a run's passes.</summary>
internal static class PassType
{
    /// <summary>The type that <paramref name="precision"/> asks for; what is left to the machine is decided once for a run.</summary>
    /// <param name="precision">The recipe's wish.</param>
    /// <param name="runFolder">The run's folder; a checkpoint in it has the choice.</param>
    /// <param name="device">Where the passes are computed; the CPU when null.</param>
    public static ScalarType Choose(ComputePrecision precision, string runFolder, Device? device = null) => precision switch
    {
        ComputePrecision.Full => ScalarType.Float32,
        ComputePrecision.Bfloat16 => ScalarType.BFloat16,
        _ when CheckpointStore.Of(runFolder).Newest() is { } checkpoint => Enum.Parse<ScalarType>(TrainingState.Read(checkpoint).Dtype),
        _ when device is { type: not DeviceType.CPU } => ScalarType.BFloat16,
        _ => ComputeProbe.Measure().PrefersBfloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
    };
}
