namespace HunyuanVideo.Curation.Store;

/// <summary>Bounds of a reader's database.</summary>
public sealed record ReaderOptions
{
    /// <summary>Memory before it spills to the scratch folder.</summary>
    public long MemoryBytes { get; init; } = 400L << 20;

    /// <summary>Threads of a query.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
