namespace HunyuanVideo.Training.Recipes;

/// <summary>In which type a training computes; weights, moments and averages are float32 always. Source: spec training §4.6.</summary>
public enum ComputePrecision
{
    /// <summary>float32: the same recipe gives the same bytes on the same machine.</summary>
    Full,

    /// <summary>bfloat16.</summary>
    Bfloat16,

    /// <summary>bfloat16 where a short probe shows that the machine is fast at it, float32 elsewhere; a run keeps its choice, another run may choose otherwise.</summary>
    Auto,
}
