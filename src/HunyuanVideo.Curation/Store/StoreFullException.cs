namespace HunyuanVideo.Curation.Store;

/// <summary>The disk holds no more; what is written so far is whole, and the same command goes on from it.</summary>
public sealed class StoreFullException : IOException
{
    /// <summary>Names the folder and what it lacks.</summary>
    /// <param name="folder">The folder that could not be written to.</param>
    /// <param name="neededBytes">Bytes that must be free.</param>
    /// <param name="freeBytes">Bytes that are, or null where the disk said only that it is full.</param>
    public StoreFullException(string folder, long neededBytes, long? freeBytes)
        : base($"{folder}: the disk is full ({Mebibytes(neededBytes)} needed{(freeBytes is { } free ? $", {Mebibytes(free)} free" : "")}); make room and run the same command again to go on.") =>
        (Folder, NeededBytes) = (folder, neededBytes);

    /// <summary>The folder that could not be written to.</summary>
    public string Folder { get; }

    /// <summary>Bytes that must be free.</summary>
    public long NeededBytes { get; }

    private static string Mebibytes(long bytes) => FormattableString.Invariant($"{bytes / 1048576.0:0.#} MiB");
}
