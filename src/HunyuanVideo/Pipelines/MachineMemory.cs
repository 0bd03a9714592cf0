namespace HunyuanVideo.Pipelines;

/// <summary>The machine's memory as plans, refusals and <c>doctor</c> count it.</summary>
public static class MachineMemory
{
    /// <summary>Bytes of this machine, or what its container allows of them.</summary>
    public static double Bytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}
