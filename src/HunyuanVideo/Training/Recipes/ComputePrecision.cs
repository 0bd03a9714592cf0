namespace HunyuanVideo.Training.Recipes;

/// <summary>In which type a training computes; weights, moments and averages are float32 always. Source: spec training §4.6.</summary>
public enum ComputePrecision
{
    /// <summary>bfloat16 where a short probe shows that the machine has it in hardware, float32 elsewhere; a run keeps its choice.</summary>
    Auto,

    /// <summary>float32.</summary>
    Full,

    /// <summary>bfloat16.</summary>
    Bfloat16,
}
