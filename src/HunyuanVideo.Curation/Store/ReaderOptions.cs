namespace HunyuanVideo.Curation.Store;

/// <summary>Bounds of a reader's database.</summary>
public sealed record ReaderOptions
{
    /// <summary>Memory before it spills to the scratch folder.</summary>
    public long MemoryBytes { get; init; } = 400L << 20;

    /// <summary>Bytes of a table's parts up to which they are read once: a query of many small files spends its time on their footers. Larger tables would fill the memory.</summary>
    public long MostLoadedBytes { get; init; } = 1L << 20;

    /// <summary>Threads of a query.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
