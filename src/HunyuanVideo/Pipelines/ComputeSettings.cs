using static TorchSharp.torch;

namespace HunyuanVideo.Pipelines;

/// <summary><see cref="ComputeOptions"/> made definite on this machine.</summary>
/// <param name="Device">Where tensors live.</param>
/// <param name="Dtype">Element type of weights and of the networks' arithmetic.</param>
/// <param name="Threads">Threads of libtorch.</param>
public sealed record ComputeSettings(Device Device, ScalarType Dtype, int Threads)
{
    /// <summary>Below this many parameters float32 costs little and all networks fit into memory together.</summary>
    internal const long LargeModelParameters = 500_000_000;

    /// <summary>Threads libtorch takes by itself.</summary>
    private static readonly int FirstThreads = get_num_threads();

    /// <summary>Name of <see cref="Dtype"/> in options and records.</summary>
    public string DtypeName => Dtype == ScalarType.BFloat16 ? "bfloat16" : "float32";

    /// <summary>Loads libtorch, sets its thread count for the process and decides what the options leave open.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="parameters">Parameters of the largest network.</param>
    /// <exception cref="InputException">An option is wrong, or the device is not there.</exception>
    public static ComputeSettings Resolve(ComputeOptions options, long parameters)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = options.FindFaults();
        if (faults.Count > 0)
        {
            throw new InputException(string.Join(Environment.NewLine, faults));
        }

        if (options.Device != "cpu" && !cuda.is_available())
        {
            throw new InputException($"device '{options.Device}' is not available: this libtorch sees no CUDA device; use --device cpu.");
        }

        // Always set: the count is kept by thread, and threads that computed before may hold another one.
        var threads = options.Threads ?? FirstThreads;
        set_num_threads(threads);
        return new ComputeSettings(device(options.Device), Choose(options, parameters), threads);
    }

    private static ScalarType Choose(ComputeOptions options, long parameters) => options.Dtype switch
    {
        "float32" => ScalarType.Float32,
        "bfloat16" => ScalarType.BFloat16,
        _ when options.Device != "cpu" => ScalarType.BFloat16,
        _ => parameters >= LargeModelParameters && ComputeProbe.Measure().PrefersBfloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
    };
}
