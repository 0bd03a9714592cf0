using HunyuanVideo.Curation.Units;

namespace HunyuanVideo.Curation.Alike;

/// <summary>A clip's place in one space of likeness. Source: spec curation §3.</summary>
[CurationTable("m_embedding", nameof(ClipId), nameof(Space))]
public sealed record EmbeddingRow
{
    /// <summary>The clip.</summary>
    public required string ClipId { get; init; }

    /// <summary><c>look</c>, or the name of the plug-in.</summary>
    public required string Space { get; init; }

    /// <summary>Unit length; 256 numbers in <c>look</c>.</summary>
    public required float[] Vector { get; init; }

    /// <summary>64-bit signatures in order of time; only in <c>look</c>, else empty.</summary>
    public required ulong[] Signature { get; init; }

    /// <summary>Signatures per second; 0 where there are none.</summary>
    public required float SignatureFps { get; init; }

    /// <summary>Version of the plug-in; null in <c>look</c>.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>SHA-256 of the plug-in's model; null in <c>look</c>.</summary>
    public string? ModelHash { get; init; }
}
