namespace HunyuanVideo.Curation.Store;

/// <summary>The disk holds no more; what is written so far is whole, and the same command goes on from it.</summary>
public sealed class StoreFullException : IOException
{
    private const int NoSpaceError = 28;            // ENOSPC
    private const int DiskFullError = 0x70;         // ERROR_DISK_FULL

    /// <summary>Names the folder and what it lacks.</summary>
    /// <param name="folder">The folder that could not be written to.</param>
    /// <param name="neededBytes">Bytes that must be free, or null where nobody knows.</param>
    /// <param name="freeBytes">Bytes that are, or null where the disk said only that it is full.</param>
    public StoreFullException(string folder, long? neededBytes = null, long? freeBytes = null)
        : base($"{folder}: the disk is full{Amounts(neededBytes, freeBytes)}; make room and run the same command again to go on.") =>
        (Folder, NeededBytes) = (folder, neededBytes);

    /// <summary>The folder that could not be written to.</summary>
    public string Folder { get; }

    /// <summary>Bytes that must be free, or null where nobody knows.</summary>
    public long? NeededBytes { get; }

    /// <summary>Whether a file could not be written because the disk is full.</summary>
    public static bool IsCauseOf(IOException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return (fault.HResult & 0xFFFF) is NoSpaceError or DiskFullError;
    }

    private static string Amounts(long? neededBytes, long? freeBytes) =>
        neededBytes is { } needed ? $" ({Mebibytes(needed)} needed{(freeBytes is { } free ? $", {Mebibytes(free)} free" : "")})" : "";

    private static string Mebibytes(long bytes) => FormattableString.Invariant($"{bytes / 1048576.0:0.#} MiB");
}
