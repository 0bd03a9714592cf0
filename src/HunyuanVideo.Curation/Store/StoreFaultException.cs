namespace HunyuanVideo.Curation.Store;

/// <summary>Writing to the curation failed: what is written is whole, and nothing more can be. The run ends.</summary>
/// <param name="fault">What the disk said.</param>
public sealed class StoreFaultException(Exception fault) : IOException($"writing to the curation failed ({fault.Message.TrimEnd('.')}); mend it and run the same command again to go on.", fault);
