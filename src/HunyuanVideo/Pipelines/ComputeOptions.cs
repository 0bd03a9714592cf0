namespace HunyuanVideo.Pipelines;

/// <summary>Where and how to compute; null leaves the choice to the program.</summary>
public sealed record ComputeOptions
{
    /// <summary>The program's choice in everything.</summary>
    public static ComputeOptions Automatic { get; } = new();

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary><c>float32</c> or <c>bfloat16</c>; null: float32, but bfloat16 for large models where a probe shows it is faster.</summary>
    public string? Dtype { get; init; }

    /// <summary>Threads of libtorch; null: as many as it takes by itself.</summary>
    public int? Threads { get; init; }

    /// <summary>As the video of <paramref name="record"/> was computed.</summary>
    public static ComputeOptions Of(GenerationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new ComputeOptions { Device = record.Device, Dtype = record.Dtype, Threads = record.Threads };
    }

    /// <summary>Every broken rule, one sentence each; needs no libtorch.</summary>
    public IReadOnlyList<string> FindFaults()
    {
        var faults = new List<string>();
        if (Device != "cpu" && Device != "cuda" && !(Device.StartsWith("cuda:", StringComparison.Ordinal) && byte.TryParse(Device.AsSpan(5), out _)))
        {
            faults.Add($"device '{Device}' is unknown; use cpu, cuda or cuda:N.");
        }

        if (Dtype is not (null or "float32" or "bfloat16"))
        {
            faults.Add($"dtype '{Dtype}' is unknown; use float32 or bfloat16.");
        }

        if (Threads is < 1 or > 1024)
        {
            faults.Add($"threads {Threads} is not within 1…1024; choose a value in that range.");
        }

        return faults;
    }
}
