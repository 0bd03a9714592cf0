namespace HunyuanVideo.Curation.Captions;

/// <summary>What a reply holds.</summary>
/// <param name="Caption">The caption, null where none can be made of it.</param>
/// <param name="Faults">All that is wrong; empty if it is valid.</param>
public sealed record CaptionReading(Caption? Caption, IReadOnlyList<CaptionFault> Faults)
{
    /// <summary>Whether there is a caption without faults.</summary>
    public bool IsValid => Caption is not null && Faults.Count == 0;

    /// <summary>The faults as stored, or null.</summary>
    public string? FaultText => Faults.Count == 0 ? null : string.Join("; ", Faults);
}
